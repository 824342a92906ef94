"""Signs in with the provider's Python client (HMAC-SHA512 throughout) and reads the profile with it.

Standard input: {base_url, key, secret, token, callback}. Prints what it learned as JSON. Knows nothing of what is tested.
"""

import asyncio
import json
import sys

import httpx
from clever_cloud.auth import ApiTokenCredentials, OAuthCredentials
from clever_cloud.client import CleverCloudClient
from clever_cloud.oauth_dance import OAuthConsumer, OAuthDance


def consent(url: str, token: str) -> str:
    """Does what a person does on the page: allows, and is sent back."""
    page = httpx.get(url)
    page.raise_for_status()
    form = {"oauth_token": token, "allow": "1", "access_personal_information": "on", "access_organisations": "on"}
    answer = httpx.post(url.split("?")[0], data=form, follow_redirects=False)
    return answer.headers["location"]


async def profile(auth, base_url: str) -> dict:
    async with CleverCloudClient(auth, base_url=base_url, allow_insecure_http=True) as client:
        found = await client.get_profile()
        return {"id": found.id, "email": found.email, "mfa": found.preferred_mfa}


def main() -> None:
    asked = json.load(sys.stdin)
    consumer = OAuthConsumer(key=asked["key"], secret=asked["secret"])
    with OAuthDance(consumer, callback_url=asked["callback"], api_url=asked["base_url"]) as dance:
        request_token = dance.get_request_token()
        returned = consent(dance.get_authorization_url(request_token), request_token.token)
        credentials = dance.get_access_token(request_token, dance.parse_callback_url(returned, request_token))
    assert isinstance(credentials, OAuthCredentials)
    learned = {
        "signed": asyncio.run(profile(credentials, asked["base_url"])),
        "bearer": asyncio.run(profile(ApiTokenCredentials(asked["token"]), asked["base_url"])),
        "expires": str(credentials.expiration_date),
    }
    print(json.dumps(learned))


main()
