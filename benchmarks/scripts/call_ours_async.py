import asyncio

from labclients import AsyncLabguru


def main(url, token, calls):
    return asyncio.run(several(url, token, int(calls)))


async def several(url, token, calls):
    async with AsyncLabguru(token=token, base_url=url) as labguru:
        for _ in range(calls):
            experiment = await labguru.experiments.get(966)
    return experiment.title
