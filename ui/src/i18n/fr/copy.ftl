# La copie d’une base : où elle en est, dans la fenêtre et dans le terminal.
pulse-left = encore { $low } à { $high }
pulse-left-one = encore { $high } environ
pulse-left-less = encore moins de { $high }
pulse-silent = aucune donnée depuis { $span }

## La page : les adresses et leur vérification

copy-title = Copier une base
copy-intro = De tout serveur PostgreSQL que cet ordinateur peut joindre vers une base vide. Rien n’est écrit dans la source.
copy-loading = Recherche d’une copie en cours
copy-from-title = Source
copy-from-intro = La base qui contient les données. Elle est seulement lue.
copy-to-title = Cible
copy-to-intro = Une base vide, de la même version ou d’une version plus récente.
copy-address = Adresse
copy-address-example = postgresql://utilisateur@serveur:5432/base
copy-address-hint = Une URL PostgreSQL, host=… user=… dbname=…, ou service=nom. Ce qui manque vient de l’environnement, du fichier de mots de passe et des fichiers de certificats habituels, comme pour psql.
copy-address-missing = Saisissez l’adresse de la base.
copy-password = Mot de passe
copy-password-kept = conservé de la dernière vérification
copy-secrets = Les mots de passe vont à l’application et restent dans sa mémoire jusqu’à la fin de la copie. Ils ne sont pas enregistrés.
copy-check = Vérifier les deux côtés
copy-checking = Vérification des deux côtés
copy-side-answers = Répond
copy-side-problem = Inutilisable
copy-version = Version
copy-version-value = PostgreSQL { $version }
copy-size = Taille sur disque
copy-writes = Écritures pendant la copie
copy-writes-possible = Possibles
copy-writes-none = Aucune : elle est en lecture seule
copy-contents-title = Ce qui sera copié
copy-tables = Tables
copy-rows = Lignes
copy-rows-unknown = Non comptées
copy-rows-about = environ { $count }
copy-bytes = Données sur disque
copy-objects = Objets
copy-uncarried-title = Ce qui n’arrive pas à l’identique
copy-uncarried-none = Tout est copié.
copy-blocked = { $count ->
    [one] { $count } élément empêche la copie
   *[other] { $count } éléments empêchent la copie
}
copy-blocked-body = Corrigez-le sur la source ou sur la cible, puis vérifiez à nouveau.
copy-level-blocker = Empêche la copie
copy-level-warning = Avertissement
copy-level-info = Bon à savoir
copy-more = En afficher { $count } de plus
copy-before-title = Ce qui va se passer
copy-before-source = La source est seulement lue et reste telle quelle.
copy-before-frozen = La source passe en lecture seule ; rien n’y est changé.
copy-before-later = Les applications peuvent continuer d’écrire dans la source. Ce qu’elles écrivent après le début n’est pas dans la cible.
copy-before-target = La cible reçoit tous les objets et toutes les lignes. Si la copie s’interrompt, la cible n’en contient qu’une partie et doit être vidée.
copy-before-verify = À la fin, les deux côtés sont comparés, table par table.
copy-start = Lancer la copie
copy-edit = Modifier les adresses
copy-freeze-title = Ceux qui écrivent dans la source
copy-freeze-off = Ils continuent
copy-freeze-off-body = Ce qu’ils écrivent après le début n’est pas dans la cible. Convient à un essai, pas à un déménagement.
copy-freeze-on = Ils attendent
copy-freeze-on-body = La source est en lecture seule jusqu’à la comparaison des deux côtés, deux heures au plus. Sessions fermées maintenant, qui peuvent relire aussitôt : { $sessions }. Au moindre problème, elle redevient modifiable. Si Changeover lui-même s’arrête, cela est défait en quelques secondes. Si les deux côtés sont égaux, elle reste en lecture seule : la cible prend le relais.
copy-freeze-impossible = La source ne peut pas passer en lecture seule
copy-freeze-undo-title = Ce qui la rend de nouveau modifiable, quoi qu’il arrive à cet ordinateur
copy-freeze-undo-body = Le propriétaire de la base dit ceci avec n’importe quel client :
copy-freeze-now = La source est en lecture seule
copy-freeze-now-body = Jusqu’à la comparaison des deux côtés. Ceci la rend de nouveau modifiable, quoi qu’il arrive à cet ordinateur :
copy-freeze-stays = La source reste en lecture seule
copy-freeze-stays-body = La cible a pris le relais : dirigez-y vos applications. Ce qui serait écrit désormais dans la source ne serait pas dans la cible. Ceci la rendrait de nouveau modifiable :
copy-freeze-left = La source est encore en lecture seule
copy-freeze-left-body = Elle n’a pas pu être rendue modifiable. Essayez maintenant, ou dites ceci avec n’importe quel client :
copy-freeze-time = Source en lecture seule pendant
copy-thaw = Rendre la source modifiable
copy-thaw-question = Rendre la source modifiable ?
copy-thaw-body = La cible a pris le relais. Ce qui est écrit désormais dans la source n’est pas dans la cible, et les données seraient en deux endroits.
copy-thaw-keep = La laisser en lecture seule

## Que faire de ce qui n’est pas copié

copy-remedy-unknown-kind = Supprimez-le de la source, ou signalez-le-nous pour qu’il soit pris en charge.
copy-remedy-kind-not-carried = Créez-le à la main sur la cible après la copie, ou supprimez-le de la source.
copy-remedy-needs-server-file = Demandez son installation à qui gère le serveur cible, ou supprimez-le de la source.
copy-remedy-extension-missing = Choisissez une cible qui la propose, ou supprimez l’extension de la source si rien ne l’utilise.
copy-remedy-extension-version = Comparez les notes des deux versions de l’extension avant d’utiliser la cible.
copy-remedy-right-missing = Connectez-vous à la cible avec un utilisateur qui a plus de droits, ou créez-le à la main après la copie.
copy-remedy-not-readable = Connectez-vous à la source avec un utilisateur qui peut le lire.
copy-remedy-role-missing = Créez d’abord le rôle sur la cible, s’il y est nécessaire.
copy-remedy-place-is-servers = Il n’y a rien à faire.
copy-remedy-password-unreadable = Définissez à nouveau le mot de passe sur la cible.
copy-remedy-switched-off = Activez-le quand la cible sera en service.
copy-remedy-broken-on-source = Réparez-le ou supprimez-le sur la source, puis vérifiez à nouveau.
copy-remedy-gone-in-version = Remplacez-le sur la source par ce qui en tient lieu dans la version plus récente.
copy-remedy-settings-differ = Créez la cible avec le même encodage et le même tri, ou assurez-vous que la différence est voulue.
copy-remedy-belongs-to-server = Réglez-le sur le serveur cible, s’il y est nécessaire.
copy-remedy-refused-by-target = Modifiez-le ou supprimez-le sur la source, ou préparez la cible, puis réessayez.
copy-remedy-needs-refused = Réparez ce dont il a besoin, qui est nommé aussi.
copy-remedy-names-without-schema = Il est transporté, et ce qui l’appelle aussi. Donnez-lui un chemin à lui, d’un côté ou de l’autre : ALTER FUNCTION … SET search_path = ….
copy-remedy-other = Examinez-le avant d’utiliser la cible.

## La copie en cours

copy-headline-stopping = Arrêt en cours
copy-way-to = vers
copy-left = Temps restant
copy-left-range = { $low } à { $high }
copy-left-one = environ { $high }
copy-left-less = moins de { $high }
copy-silent = Aucune donnée depuis { $span }
copy-left-unknown = Pas encore connu
copy-elapsed = Écoulé
copy-sent = Envoyé
copy-speed = Débit
copy-rate = { $bytes }/s
copy-of = { $done } sur { $all }
copy-of-about = { $done } sur environ { $all }
copy-retries = Parties recopiées
copy-building = En cours de création
copy-last-retry = { $table } : une partie a été recopiée après une connexion rompue ({ $code }).
copy-plot-title = Débit
copy-plot-none = Rien n’a encore été envoyé
copy-plot-words = Maintenant { $now }, au plus { $most }.
copy-stages-title = Étapes
copy-stage-done = terminée
copy-stage-running = en cours
copy-stage-broken = interrompue
copy-stage-todo = à venir
copy-tables-title = Tables
copy-tables-done = { $done } sur { $all } complètes
copy-tables-none = Aucune table ne contient de lignes.
copy-column-table = Table
copy-column-state = État
copy-column-bytes = Envoyé
copy-column-share = Avancement
copy-table-waiting = En attente
copy-table-copying = En copie
copy-table-done = Complète
copy-stop = Arrêter la copie
copy-leave = Vous pouvez quitter cette page ou fermer la fenêtre : la copie continue.
copy-stop-question = Arrêter la copie ?
copy-stop-body = La source reste telle quelle. Ce qui est arrivé sur la cible y reste et ne sert à rien : videz la cible avant une autre copie.
copy-stop-keep = Continuer la copie
copy-stop-confirm = Arrêter la copie

## Sa fin

copy-outcome-equal = Copiée, et identique
copy-outcome-equal-body = Toutes les tables, toutes les lignes et tous les objets de la source sont dans la cible. La source est restée telle quelle.
copy-outcome-moved-body = Toutes les tables, toutes les lignes et tous les objets de la source sont dans la cible, et personne n’a écrit dans la source pendant ce temps. C’est la cible qui fait foi désormais.
copy-outcome-later = Copiée, et identique
copy-outcome-later-body = Toutes les tables, toutes les lignes et tous les objets lus sont dans la cible. La source pouvait recevoir des écritures : ce qui a été écrit après le début n’est pas dans la cible.
copy-outcome-incomplete = Copiée, mais tout n’a pas pu être comparé
copy-outcome-incomplete-body = Ce qui a été comparé est identique. Regardez ce qui n’a pas été vérifié avant d’utiliser la cible.
copy-outcome-not-compared = Copiée, mais non comparée
copy-outcome-not-compared-body = Aucune anomalie n’est connue, et rien n’est prouvé. La source est restée telle quelle.
copy-outcome-different = Les deux côtés diffèrent
copy-outcome-different-body = N’utilisez pas la cible. La source est restée telle quelle et contient toutes les données.
copy-stopped = La copie a été arrêtée
copy-broke-off = La copie s’est interrompue
copy-part-left = Vos données sont dans la source, telles quelles. La cible en contient une partie et ne sert à rien : videz-la avant une autre copie.
copy-took = Durée
copy-compared = Comparé
copy-compared-figures = { $tables } tables, { $rows } lignes, { $objects } objets
copy-differences-title = Différences
copy-again = Copier une autre base
copy-details = Étapes, débit et tables

## Un côté pris dans les comptes, les étapes, le journal

copy-into-title = Importer une base dans { $name }
copy-steps-label = Étapes de la copie
copy-choose = Quelle base
copy-by-address = Une autre, par son adresse
copy-choice = { $name }, { $account }
copy-choice-version = { $name } { $version }, { $account }
copy-choice-known = Son fournisseur indique comment la joindre. Il n’y a rien à saisir.
copy-disk = Espace disque
copy-log-show = Afficher le journal de migration
copy-log-title = Journal de migration
copy-log-reading = Lecture du contenu de la source
copy-log-planned = À copier : { $tables } tables, { $objects } objets, { $bytes } sur disque
copy-log-objects = Création des objets
copy-log-rows = Copie des lignes
copy-log-table = { $table } : { $rows } lignes, { $bytes }
copy-log-retried = { $table } : une partie est copiée de nouveau ({ $code })
copy-log-resumed = Reprise d’une copie antérieure : { $chunks } parties étaient là
copy-log-freezing = La source passe en lecture seule
copy-log-thawed = La source accepte de nouveau les écritures
copy-log-finishing = Création de ce qui vient après les lignes
copy-log-verifying = Comparaison des deux côtés
copy-log-done = Terminé
copy-log-stopped = Arrêté
copy-log-failed = Interrompue ({ $code })

## Un serveur retenu par son certificat

certificate-title = Certificat
certificate-vouched = Reconnu par cet ordinateur
certificate-since = Celui-ci seulement, retenu depuis le
certificate-forget = Oublier l’ancien certificat
certificate-question = Oublier l’ancien certificat ?
certificate-question-body = Ne le faites que si vous savez pourquoi il a changé. Le prochain certificat présenté par le serveur sera admis à sa place. Jusqu’ici, c’était :
certificate-keep = Le garder

## D’où viennent les valeurs d’une adresse

address-values-title = D’où viennent les valeurs
address-source-address = dans l’adresse
address-source-beside = saisi à côté de l’adresse
address-source-service = fichier de services { $file }
address-source-variable = variable d’environnement { $name }
address-source-password-file = fichier de mots de passe { $file }
address-source-usual-place = fichier à son emplacement habituel
address-source-default = valeur par défaut
address-value-hidden = masqué
address-value-no-effect = sans effet ici
address-value-open = ignoré : d’autres utilisateurs peuvent le lire

## Comment une connexion est protégée

tls-title = Protection
tls-verify-full = Chiffrée, nom vérifié
tls-verify-full-body = Le serveur a prouvé son nom par un certificat reconnu.
tls-verify-ca = Chiffrée, nom non comparé
tls-verify-ca-body = Le certificat du serveur est reconnu ; ce pourrait être celui d’un autre serveur du même émetteur. sslmode=verify-full compare aussi le nom.
tls-pinned = Chiffrée, certificat retenu
tls-pinned-body = Personne ne garantit le certificat ; c’est celui qui a été retenu à la première rencontre.
tls-unchecked = Chiffrée, serveur non vérifié
tls-unchecked-body = Quelqu’un placé entre les deux pourrait lire. sslmode=verify-full ou un fichier d’autorité (sslrootcert) l’empêche.
tls-plain = Non chiffrée
tls-plain-body = Tout, données comprises, passe en clair. Sur cet ordinateur seul, c’est sans danger.
tls-unknown = Décidée à chaque connexion
