# Ce que disent les hôtes hors de la page : zone de notification, notifications, page du navigateur, fenêtre vide.

tray-show = Afficher Changeover
tray-quit = Quitter

notify-goes-on-title = La migration continue
notify-goes-on-body = Changeover reste près de l’horloge et vous prévient à la fin.
notify-run-succeeded-title = { $database } est migrée
notify-run-succeeded-body = Tout a été comparé et tout est identique.
notify-run-needs-attention-title = { $database } est migrée, mais demande votre attention
notify-run-needs-attention-body = Une vérification n’a pas pu se faire, ou une action vous revient.
notify-run-failed-title = La migration de { $database } a échoué
notify-run-failed-body = Ouvrez Changeover pour savoir où sont vos données et que faire.
notify-run-aborted-title = La migration de { $database } a été interrompue
notify-run-aborted-body = Ouvrez Changeover pour voir l’état de la base d’origine.
notify-run-paused-title = La migration de { $database } vous attend
notify-run-paused-body = L’hébergeur continue. Changeover a besoin de vous pour reprendre le suivi.
notify-run-waiting-title = La migration de { $database } attend le panneau
notify-run-waiting-body = Pressez le bouton dans le panneau du fournisseur. Changeover le voit de lui-même.

sign-in-page-done-title = Vous êtes connecté
sign-in-page-done-body = Fermez cette page et revenez à Changeover.
sign-in-page-failed-title = Vous n’êtes pas connecté
sign-in-page-failed-body = Fermez cette page, revenez à Changeover et réessayez.

window-blank-title = La fenêtre reste vide
window-blank-body = Les pages de Changeover ne sont pas apparues. Une mise à jour du pilote graphique ou de la vue web du système résout souvent le problème. En attendant, la commande « changeover » fait la même chose dans un terminal.
