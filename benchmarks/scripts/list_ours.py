from labclients import Labguru


def main(url, token):
    with Labguru(token=token, base_url=url) as labguru:
        return sum(len(experiment.title) for experiment in labguru.experiments.list(page_size=200))
