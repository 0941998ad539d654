from labclients import Labguru


def main(url, token, calls):
    with Labguru(token=token, base_url=url) as labguru:
        for _ in range(int(calls)):
            experiment = labguru.experiments.get(966)
    return experiment.title
