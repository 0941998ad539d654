import asyncio

import httpx

TRUST = httpx.create_ssl_context()


def main(url, token, calls):
    return asyncio.run(several(url, token, int(calls)))


async def several(url, token, calls):
    async with httpx.AsyncClient(verify=TRUST) as http:
        for _ in range(calls):
            experiment = (await http.get(f"{url}/api/v1/experiments/966", params={"token": token})).json()
    return experiment["title"]
