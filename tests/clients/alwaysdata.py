"""Works a database's whole life through with the public client of alwaysdata's API.

Standard input: {base_url, account, token}. Prints what it learned as JSON. Knows nothing of what is tested.
"""

import json
import sys
import time

import alwaysdata_api
import requests
from alwaysdata_api import Account, Auth, Customer, Database, DatabaseUser, Domain, Site


def refused(call) -> list:
    try:
        call()
    except requests.HTTPError as error:
        return [error.response.status_code, error.response.text]
    return [0, "nothing was refused"]


def waited_for(name: str, auth, there: bool) -> list:
    """Writes are queued: asks until the list says so, and counts how often."""
    for asked in range(1, 100):
        found = Database.list(auth=auth, name=name)
        if bool(found) is there:
            return [asked, found]
        time.sleep(0.05)
    raise SystemExit(f"{name} never came, or never went")


def main() -> None:
    asked = json.load(sys.stdin)
    alwaysdata_api.api_root = asked["base_url"] + "/"
    auth = Auth(asked["account"], asked["token"])
    databases = Database.list(auth=auth, type="POSTGRESQL")
    first = Database.get(databases[0].id, auth=auth)
    name = asked["account"] + "_by_client"
    Database(name=name, type="POSTGRESQL", permissions={asked["account"]: "FULL"}).post(auth=auth)
    asked_for, made = waited_for(name, auth, True)
    Database(href=made[0].href, annotation="kept for a while").patch(auth=auth)
    time.sleep(asked["delay"])
    annotated = Database.get(made[0].id, auth=auth).annotation
    taken = refused(lambda: Database(name=name, type="POSTGRESQL").post(auth=auth))
    prefix = refused(lambda: Database(name="elsewhere", type="POSTGRESQL").post(auth=auth))
    DatabaseUser(name=name, type="POSTGRESQL", password="a password of its own").post(auth=auth)
    made[0].delete(auth=auth)
    waited_for(name, auth, False)
    sites = Site.list(auth=auth)
    learned = {
        "names": [database.name for database in databases],
        "first": [first.name, first.href, first.permissions],
        "others": len(Database.list(auth=auth)) - len(databases),
        "asked_for": asked_for,
        "made": [made[0].name, made[0].type, made[0].permissions],
        "annotated": annotated,
        "refusals": [taken, prefix],
        "users": [user.name for user in DatabaseUser.list(auth=auth)],
        "accounts": [account.name for account in Account.list(auth=auth)],
        "customers": [customer.email for customer in Customer.list(auth=auth)],
        "sites": [site.name for site in sites],
        "restarted": sites[0].restart(auth=auth),
        "domains": Domain.list(auth=auth),
        "stranger": refused(lambda: Database.list(auth=Auth(asked["account"], "not the token")))[0],
        "elsewhere": refused(lambda: Database.list(auth=Auth("amis", asked["token"])))[0],
    }
    print(json.dumps(learned))


main()
