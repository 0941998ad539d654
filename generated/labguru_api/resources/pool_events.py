"""Sample pooling: stocks poured together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, Resource
from ..types import UNSET, Unset

if TYPE_CHECKING:
    import builtins
    from collections.abc import Mapping
    from typing import Any


class PoolEvents(Resource):
    """Sample pooling: stocks poured together."""

    resource_name = "pool_events"

    def create(
        self,
        *,
        name: str,
        unit_type: str,
        pool_type: str,
        unit: str,
        pooled_stock_info: m.StockCreate,
        fixed_amount: float | Unset = UNSET,
        stocks_list: builtins.list[int] | Unset = UNSET,
        stocks_usage: Any | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.PoolEvent:
        """Pool stocks into a new one.

        An unknown stock or a name that is taken is a 422, with the reason in `error`.

        Args:
            name: What the pool is for.
            unit_type: volume or weight.
            pool_type: fixed, custom or consume.
            unit: nL, µL, mL or L for a volume; ng, µg, mg, g or Kg for a weight.
            fixed_amount: What to draw from each stock; documented as an integer.
            stocks_list: Ids of the stocks to draw from.
            stocks_usage: An object from the id of a stock to the amount to draw from it.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.pool_events.create,
            body=self._client.build(
                m.PoolEventCreate,
                name=name,
                unit_type=unit_type,
                pool_type=pool_type,
                unit=unit,
                pooled_stock_info=pooled_stock_info,
                fixed_amount=fixed_amount,
                stocks_list=stocks_list,
                stocks_usage=stocks_usage,
                extra=dict(extra or {}),
            ),
        )


class AsyncPoolEvents(AsyncResource):
    """Sample pooling: stocks poured together."""

    resource_name = "pool_events"

    def __init__(self, sync: PoolEvents) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self,
        *,
        name: str,
        unit_type: str,
        pool_type: str,
        unit: str,
        pooled_stock_info: m.StockCreate,
        fixed_amount: float | Unset = UNSET,
        stocks_list: builtins.list[int] | Unset = UNSET,
        stocks_usage: Any | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.PoolEvent:
        """Pool stocks into a new one.

        An unknown stock or a name that is taken is a 422, with the reason in `error`.

        Args:
            name: What the pool is for.
            unit_type: volume or weight.
            pool_type: fixed, custom or consume.
            unit: nL, µL, mL or L for a volume; ng, µg, mg, g or Kg for a weight.
            fixed_amount: What to draw from each stock; documented as an integer.
            stocks_list: Ids of the stocks to draw from.
            stocks_usage: An object from the id of a stock to the amount to draw from it.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create,
            name=name,
            unit_type=unit_type,
            pool_type=pool_type,
            unit=unit,
            pooled_stock_info=pooled_stock_info,
            fixed_amount=fixed_amount,
            stocks_list=stocks_list,
            stocks_usage=stocks_usage,
            extra=extra,
        )
