# What the hosts say outside the page: tray, notifications, the browser's page after a sign-in, a blank window.

tray-show = Show Changeover
tray-quit = Quit

notify-goes-on-title = The migration goes on
notify-goes-on-body = Changeover stays beside the clock and tells you when it ends.
notify-run-succeeded-title = { $database } is migrated
notify-run-succeeded-body = Everything was compared and is equal.
notify-run-needs-attention-title = { $database } is migrated, and needs a look
notify-run-needs-attention-body = Something could not be checked, or is left for you to do.
notify-run-failed-title = The migration of { $database } failed
notify-run-failed-body = Open Changeover to see where your data is and what to do.
notify-run-aborted-title = The migration of { $database } was aborted
notify-run-aborted-body = Open Changeover to see how the original stands.
notify-run-paused-title = The migration of { $database } waits for you
notify-run-paused-body = The provider goes on. Changeover needs you before it can follow again.
notify-run-waiting-title = The migration of { $database } waits for the panel
notify-run-waiting-body = Press the button in the provider’s panel. Changeover sees it by itself.

sign-in-page-done-title = You are signed in
sign-in-page-done-body = Close this page and go back to Changeover.
sign-in-page-failed-title = You are not signed in
sign-in-page-failed-body = Close this page, go back to Changeover and try again.

window-blank-title = The window stays blank
window-blank-body = The pages of Changeover did not appear. An update of the graphics driver or of the system's web view usually helps. Meanwhile the command “changeover” does the same in a terminal.
