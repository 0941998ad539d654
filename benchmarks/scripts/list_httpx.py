import json

import httpx

TRUST = httpx.create_ssl_context()


def main(url, token):
    found, page = 0, 1
    with httpx.Client(verify=TRUST) as http:
        while True:
            asked = {"token": token, "page": page, "page_size": 200, "meta": "true"}
            data = json.loads(http.get(f"{url}/api/v1/experiments", params=asked).content)
            found += sum(len(experiment["title"]) for experiment in data["data"])
            if page >= data["meta"]["page_count"]:
                return found
            page += 1
