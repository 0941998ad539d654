import tempfile

from labclients import Labvanced


def main(url, token, study, session, folder):
    with Labvanced(token=token, base_url=url) as labvanced:
        return labvanced.download(int(study), int(session), tempfile.mkdtemp(dir=folder)).stat().st_size
