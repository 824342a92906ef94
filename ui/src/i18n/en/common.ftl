# Words that stand around every page, and words that many pages share.

app-name = Changeover

## Navigation
nav-label = Main
nav-skip = Skip to the page
nav-databases = Databases
nav-runs = Migrations
nav-test_copies = Test copies
nav-copy = Copy
nav-accounts = Accounts
nav-settings = Settings
nav-help = Help

## Titles of the window
title-of-page = { $place } · Changeover
title-of-subject = { $name } · { $place } · Changeover
title-database = Database
title-migrate = Migration settings
title-run = Migration
title-account-add = Add an account
title-account-sign-in = Sign in again
title-not-found = This page does not exist
not-found-body = The address leads nowhere. Nothing was changed.

## Actions
action-cancel = Cancel
action-close = Close
action-dismiss = Dismiss
action-copy = Copy
action-try-again = Try again
action-sign-in-again = Sign in again
action-open-vault = Open the vault settings
action-change-settings = Change the settings
action-open-provider = Open the provider’s page
action-open-help = Open the help page
action-show-secret = Show what is typed
action-hide-secret = Hide what is typed
field-optional = optional
copy-what = Copy: { $what }
copy-done = Copied
copy-failed = The clipboard refused
toasts-label = Notifications
opens-browser = opens in the browser

## The present subject
frame-account = Account

## What a database is for
environment-production = Production
environment-staging = Staging
environment-development = Development
environment-unmarked = Not marked

## Errors, around the words of each code
tone-info = Information
tone-warning = Warning
tone-danger = Error
error-details = Technical details
error-copy = Copy the details
error-code = Code
error-reference = Request
error-detail = Detail
error-unknown-title = Something went wrong ({ $code })
error-unknown-body = This version has no words for this error. The technical details say more.
