# Les mots autour de chaque page, et ceux que plusieurs pages partagent.

app-name = Changeover

## Navigation
nav-label = Navigation principale
nav-skip = Aller au contenu
nav-databases = Bases de données
nav-runs = Migrations
nav-test_copies = Copies d’essai
nav-copy = Copie
nav-accounts = Comptes
nav-settings = Réglages
nav-help = Aide

## Titres de la fenêtre
title-of-page = { $place } · Changeover
title-of-subject = { $name } · { $place } · Changeover
title-database = Base de données
title-migrate = Réglages de la migration
title-run = Migration
title-account-add = Ajouter un compte
title-account-sign-in = Se reconnecter
title-not-found = Cette page n’existe pas
not-found-body = L’adresse ne mène nulle part. Rien n’a été modifié.

## Actions
action-cancel = Annuler
action-close = Fermer
action-dismiss = Masquer
action-copy = Copier
action-try-again = Réessayer
action-sign-in-again = Se reconnecter
action-open-vault = Ouvrir les réglages du coffre
action-change-settings = Modifier les réglages
action-open-provider = Ouvrir la page du fournisseur
action-open-help = Ouvrir l’aide
action-show-secret = Afficher la saisie
action-hide-secret = Masquer la saisie
field-optional = facultatif
copy-what = Copier : { $what }
copy-done = Copié
copy-failed = Le presse-papiers a refusé
toasts-label = Notifications
opens-browser = s’ouvre dans le navigateur

## Le sujet de la page
frame-account = Compte

## À quoi sert une base de données
environment-production = Production
environment-staging = Préproduction
environment-development = Développement
environment-unmarked = Non précisé

## Erreurs, autour des mots de chaque code
tone-info = Information
tone-warning = Avertissement
tone-danger = Erreur
error-details = Détails techniques
error-copy = Copier les détails
error-code = Code
error-reference = Requête
error-detail = Détail
error-unknown-title = Un problème est survenu ({ $code })
error-unknown-body = Cette version n’a pas de mots pour cette erreur. Les détails techniques en disent plus.
