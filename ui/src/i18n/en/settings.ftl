# Settings, vault and help.

## Language and colours
settings-look-title = Language and appearance
settings-language = Language
settings-language-system = System
settings-language-en = English
settings-language-fr = Français
settings-theme = Colours
settings-theme-system = System
settings-theme-light = Light
settings-theme-dark = Dark

## The vault
vault-title = Where secrets are kept
vault-description = Tokens and passwords stay on this computer, in one of these two places. The screens never receive them back.
vault-loading = Looking where secrets can be kept
vault-look-again = Check again
vault-used = takes new secrets
vault-keyring = Keyring of this computer
vault-keyring-working = Working
vault-keyring-working-body = One entry for each account, protected by your session. Nothing needs to be done.
vault-keyring-locked = Locked
vault-keyring-locked-body = Unlock it in your session (it usually opens when you sign in), then check again.
vault-keyring-unavailable = Not available
vault-keyring-unavailable-body = No keyring answers on this computer. You can use a passphrase file instead.
vault-file = Passphrase file
vault-file-absent = Not in use
vault-file-absent-body = An encrypted file, opened by a passphrase that only you know. Useful where no keyring works.
vault-file-locked = Locked
vault-file-locked-body = Enter its passphrase to use the accounts whose secrets are inside.
vault-file-open = Open
vault-file-open-body = Open until you lock it or close the application.
vault-file-damaged = Damaged
vault-file-damaged-body = The file cannot be read. Put its last backup in its place, or sign in to its accounts again.
vault-choose-file = Use a passphrase file
vault-file-means-title = What a passphrase file means
vault-file-means-open = You enter the passphrase each time the application starts.
vault-file-means-lost = If you forget it, nobody can open the file: you sign in to every account again.
vault-file-means-weak = Whoever copies the file can try passphrases at leisure. Choose a long one.
vault-passphrase = Passphrase
vault-passphrase-hint = At least { $shortest } characters; four or five unrelated words are better.
vault-passphrase-again = The same passphrase again
vault-passphrase-short = Use at least { $shortest } characters.
vault-passphrase-differs = The two passphrases are not the same.
vault-passphrase-wrong = This is not the passphrase of the file.
vault-understood = I understand that a forgotten passphrase cannot be recovered.
vault-understood-missing = Tick the box to go on.
vault-create = Create the passphrase file
vault-unlock = Open the file
vault-lock = Lock
vault-none-title = Secrets cannot be kept at the moment
vault-none-body = Until the keyring works or a passphrase file exists, accounts cannot be added or used.
vault-notice-title = Secrets cannot be kept yet
vault-notice-body = Accounts need a place for their secrets: a keyring that works, or a passphrase file that you choose.
vault-indicator = Secrets
vault-standing-keyring = In the keyring
vault-standing-file = Passphrase file, open
vault-standing-file-locked = Passphrase file locked
vault-standing-file-damaged = Passphrase file damaged
vault-standing-keyring-locked = Keyring locked
vault-standing-none = Nowhere to keep them
vault-standing-unknown = Checking…

## Help
help-description = What this application is, what leaves this computer, and what it cannot protect you from.
about-title = This copy
about-loading = Reading what this copy is
about-version = Version
about-folder = Data folder
about-contacted-title = What leaves this computer
about-contacted-body = Every host contacted since the application started, from the log of real requests. There is no telemetry and no account of ours.
about-contacted-none = Nothing has been contacted yet.
about-host = Host
about-requests = Requests
about-limits-title = What to know
about-limits-secrets = Secrets go from you to the keyring or the passphrase file, and from there to the provider. They are never shown again, logged or written to reports.
about-limits-machine = An administrator of this computer, or malware that controls it while the vault is open, can read what you can read. No application can prevent that.
about-limits-nothing = Before anything changes at your provider, you are shown what will happen and asked to confirm it.

## Servers that are remembered by their certificates

certificates-title = Remembered servers
certificates-body = A server whose address asks for encryption alone is remembered by the certificate that it shows at the first connection. Another certificate is refused until the old one is forgotten here.
certificates-loading = Reading the remembered servers
certificates-none = No server is remembered.
certificates-server = Server
certificates-print = Certificate
certificates-since = Since
certificates-actions = Actions
certificates-vouched = Vouched for by this computer
certificates-forget = Forget
certificates-forget-server = Forget { $server }
certificates-question = Forget { $server }?
certificates-question-body = The certificate that the server shows next is trusted and remembered. Do this when you know that it was renewed.
certificates-keep = Keep it
