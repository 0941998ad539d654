import httpx

TRUST = httpx.create_ssl_context()


def main(url, token, calls):
    with httpx.Client(verify=TRUST) as http:
        for _ in range(int(calls)):
            experiment = http.get(f"{url}/api/v1/experiments/966", params={"token": token}).json()
    return experiment["title"]
