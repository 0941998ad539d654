import json

from labguru_api_client import Client
from labguru_api_client.api.experiments import get_api_v1_experiments


def main(url, token):
    found, page = 0, 1
    with Client(base_url=url) as client:
        while True:
            answer = get_api_v1_experiments.sync_detailed(client=client, token=token, page=page, meta="true")
            data = json.loads(answer.content)
            found += sum(len(experiment["title"]) for experiment in data["data"])
            if page >= data["meta"]["page_count"]:
                return found
            page += 1
