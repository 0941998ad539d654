import io
import zipfile
from pathlib import Path

import requests


def main(url, token, study, folder):
    with requests.Session() as http:
        http.headers["Authorization"] = f"Bearer {token}"
        numbers = [row["rec_session_id"] for row in http.get(f"{url}/api/{study}/sessions").json()]
        for number in numbers:
            data = http.get(f"{url}/api/{study}/download/{number}").content
            assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
            Path(folder, f"{number}.zip").write_bytes(data)
    return [len(numbers), sum(file.stat().st_size for file in Path(folder).glob("*.zip"))]
