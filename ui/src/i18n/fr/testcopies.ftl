# Copies d’essai : dans l’assistant, et la liste de celles qui existent.

## En faire une

test-copy-loading = Recherche d’une copie d’essai
test-copy-make-title = Faire une copie d’essai
test-copy-make-intro = Une base temporaire chez { $provider }, avec la version, l’offre et la zone visées, remplie de vos vraies données.
test-copy-point-data = Elle reçoit tous les objets et toutes les lignes, et les deux côtés sont comparés.
test-copy-point-address = Vous obtenez son adresse : dirigez-y une application, ou posez-lui vos propres questions.
test-copy-point-measured = Chaque partie est chronométrée. Ce que la revue annonce de la vraie migration s’appuie là-dessus.
test-copy-point-source = Votre base est seulement lue, et accepte les écritures pendant tout ce temps.
test-copy-point-deleted = Elle est supprimée d’elle-même, et listée ici jusqu’à ce que { $provider } dise qu’elle n’existe plus.
test-copy-hours = Conservée pendant
test-copy-kept-hours = { $count } heures
test-copy-kept-days = { $count } jours
test-copy-hourly = { $price } par heure entamée.
test-copy-hourly-unknown = { $provider } n’indique pas ici le prix d’une heure.
test-copy-make = Faire la copie d’essai

## Une copie

test-copy-title = Copie d’essai
test-copy-state-ordering = En commande
test-copy-state-waiting = En préparation
test-copy-state-filling = En remplissage
test-copy-state-rehearsing = En migration
test-copy-state-ready = Prête
test-copy-state-failed = N’a pas abouti
test-copy-state-deleting = En suppression
test-copy-state-gone = Disparue
test-copy-doing-ordering = Commande de la base temporaire
test-copy-doing-waiting = Attente de sa réponse
test-copy-doing-filling = Remplissage
test-copy-doing-rehearsing = Le fournisseur la migre, comme il le fera pour de vrai
test-copy-since = Depuis { $span }
test-copy-sent = { $bytes } envoyés
test-copy-leave = Vous pouvez quitter cette page : la copie continue.
test-copy-other-title = Cette copie a été faite avec d’autres réglages
test-copy-other-body = Elle est en { $version }, { $plan }. Supprimez-la pour en faire une avec les réglages présents.
test-copy-failed-title = La copie d’essai n’a pas abouti
test-copy-failed-body = Votre base est restée telle quelle. Ce qui a été commandé reste facturé jusqu’à sa suppression.
test-copy-deleting-title = La copie d’essai est en cours de suppression
test-copy-deleting-body = Elle reste listée jusqu’à ce que le fournisseur dise qu’elle n’existe plus.
test-copy-deleting-again = { $count ->
    [one] Le fournisseur ne l’a pas supprimée. Nouvel essai { $when }.
   *[other] Le fournisseur ne l’a pas supprimée { $count } fois. Nouvel essai { $when }.
}
test-copy-settings = Réglages
test-copy-settings-value = { $version }, { $plan }
test-copy-expires = Suppression automatique
test-copy-price = Coût à ce jour
test-copy-price-so-far = { $price } ({ $hourly } par heure entamée)
test-copy-price-unknown = Inconnu
test-copy-name = Nom chez le fournisseur
test-copy-delete = Supprimer la copie d’essai
test-copy-delete-question = Supprimer la copie d’essai ?
test-copy-delete-keep = La garder
test-copy-delete-body = La base temporaire et la copie de vos données qu’elle contient sont supprimées. Votre base n’est pas touchée.

## Ce qui a été mesuré

test-copy-measured-title = Mesuré
test-copy-measured-intro = Sur vos données, avec les réglages visés.
test-copy-equal = Identique à la source
test-copy-different = Elle diffère de la source
test-copy-partly = Tout n’a pas pu être comparé
test-copy-compared = Comparé : { $tables } tables, { $rows } lignes, { $objects } objets.
test-copy-time-order = Commande
test-copy-time-answering = Jusqu’à sa réponse
test-copy-time-reading = Lecture de la source
test-copy-time-objects = Objets
test-copy-time-rows = Lignes
test-copy-time-finishing = Clés et ce qui suit les lignes
test-copy-time-comparison = Comparaison
test-copy-time-migration = La migration du fournisseur
test-copy-rehearse = Laisser { $provider } migrer aussi la copie
test-copy-rehearse-hint = Le test le plus complet : la copie est faite telle que votre base est aujourd’hui, et { $provider } y mène sa propre migration. C’est plus long, et donne la durée de lecture seule qu’aura la vraie migration.
test-copy-rehearsed-equal = { $provider } a migré la copie, et rien n’a été perdu
test-copy-rehearsed-look = { $provider } a migré la copie, mais quelque chose est à regarder
test-copy-rehearsed-body = La copie a été en lecture seule pendant { $time }.
test-copy-rehearsal-open = Ouvrir la migration de la copie
test-copy-time-unknown = Inconnu

## Son adresse

test-copy-place-title = Son adresse
test-copy-place-intro = Le mot de passe est dans le fichier que vous faites écrire ici, et nulle part ailleurs.
test-copy-place-host = Hôte
test-copy-place-port = Port
test-copy-place-database = Base
test-copy-place-user = Utilisateur
test-copy-env = Fichier pour l’adresse et le mot de passe
test-copy-env-hint = Un fichier .env que vous seul pouvez lire. Il ne doit pas encore exister.
test-copy-env-write = Écrire le fichier
test-copy-env-written = Le fichier a été écrit
test-copy-env-use = Dans un terminal :

## Vos propres questions

test-copy-checks-title = Vos propres vérifications
test-copy-checks-intro = Des instructions qui ne font que lire, chacune avec la réponse attendue. Elles passent dans une transaction qui ne peut pas écrire.
test-copy-checks-text = Vérifications en SQL
test-copy-checks-hint = Avant chaque instruction : « -- expect: 42 » ou « -- expect: same as the source ». Les valeurs sont séparées par « | ».
test-copy-checks-run = Lancer les vérifications
test-copy-checks-sum = { $equal } conformes, { $differ } différentes, { $failed } sans réponse
test-copy-checks-column-name = Vérification
test-copy-checks-column-outcome = Résultat
test-copy-checks-column-took = Sur la copie
test-copy-checks-column-source = Sur la source
test-copy-checks-line = Ligne { $line }
test-copy-checks-equal = Conforme
test-copy-checks-differs = Différente
test-copy-checks-failed = Sans réponse
test-copy-checks-expected = Attendu :
test-copy-checks-actual = Répondu :
test-copy-checks-on-source = Sur la source :
test-copy-checks-no-rows = (aucune ligne)

## Instructions

test-copy-statements-title = Instructions les plus coûteuses
test-copy-statements-intro = Celles qui coûtent le plus de temps à la source, des deux côtés.
test-copy-statements-run = Les comparer
test-copy-statements-none = La source n’en a encore compté aucune.
test-copy-statements-not-counted = La source ne compte pas ses instructions
test-copy-statements-not-counted-body = Il faut pour cela l’extension pg_stat_statements et le droit de la lire.
test-copy-statements-column-statement = Instruction
test-copy-statements-column-calls = Appels
test-copy-statements-column-source = Sur la source
test-copy-statements-column-copy = Sur la copie
test-copy-statements-column-plan = Plan
test-copy-statements-not-run = non lancée
test-copy-statements-plan-same = le même
test-copy-statements-plan-changed = a changé
test-copy-statements-plan-unknown = inconnu
test-copy-statements-plans = Les deux plans

## La liste

test-copies-title = Copies d’essai
test-copies-intro = Les bases temporaires qui contiennent une copie de vos données, tous comptes confondus. Elles sont facturées jusqu’à leur disparition.
test-copies-loading = Interrogation de chaque compte
test-copies-empty-title = Il n’y a aucune copie d’essai
test-copies-empty-body = Une copie d’essai se fait à l’étape Essai d’une migration. Elle est listée ici jusqu’à sa disparition.
test-copies-column-database = Base
test-copies-column-state = État
test-copies-column-expires = Suppression automatique
test-copies-column-price = Coût à ce jour
test-copies-column-action = Action
test-copies-column-name = Nom chez le fournisseur
test-copies-column-created = Créée
test-copies-unread = { $account } n’a pas pu être parcouru
test-copies-leftovers-title = Restes
test-copies-leftovers-intro = Des bases qui portent le nom d’une copie d’essai et que cet ordinateur ne connaît pas. Un autre ordinateur peut encore en avoir besoin.
