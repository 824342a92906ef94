### La ligne de commande.

## Aide

cli-help-changeover = Met à niveau et migre des bases de données gérées, et prouve que rien n’a été perdu.
cli-help-heading-usage = Utilisation :
cli-help-heading-commands = Commandes 
cli-help-heading-arguments = Arguments 
cli-help-heading-options = Options 
cli-help-heading-everywhere = Options de toutes les commandes 
cli-help-exit-codes =
    Codes de sortie :
      0    Fait
      1    Échec ; ce qui avait commencé est défait
      2    Saisie inutilisable
      3    Des contrôles s’y opposent ; rien n’a changé
      4    Annulé ; rien n’a changé
      5    Les deux côtés diffèrent
      6    Le fournisseur refuse
      7    Demande votre attention ; l’état est noté
      75   Réessayez plus tard
      130  Interrompu
cli-help-global-json = Écrit du JSON : une valeur, ou un événement par ligne pendant une migration
cli-help-global-data-dir = Garde tout l’état dans ce dossier
cli-help-global-lang = Langue des mots : en ou fr
cli-help-global-quiet = Tait la progression et les remarques
cli-help-global-passphrase-stdin = Garde les secrets dans le fichier à phrase secrète ; sa phrase est la première ligne de l’entrée standard
cli-help-global-help = Affiche cette aide
cli-help-global-version = Affiche la version
cli-help-accounts = Les comptes chez les fournisseurs
cli-help-accounts-add = Ajoute un compte, une fois son jeton vérifié
cli-help-accounts-add-provider = Identifiant du fournisseur, par exemple clever-cloud
cli-help-accounts-add-name = Nom que vous donnez au compte
cli-help-accounts-add-workspace = Groupe du compte, par exemple un par client
cli-help-accounts-add-base-url = Autre adresse de l’API du fournisseur
cli-help-accounts-add-token-stdin = Le jeton est la ligne suivante de l’entrée standard
cli-help-accounts-add-fields = Autre champ de la connexion, non secret, par exemple account=acme
cli-help-accounts-add-fields-stdin = Autre champ, secret : sa valeur est la ligne suivante de l’entrée standard
cli-help-accounts-list = Liste les comptes
cli-help-accounts-test = Vérifie qu’un compte fonctionne encore
cli-help-accounts-test-account = Identifiant ou nom du compte
cli-help-accounts-remove = Retire un compte et son secret de cet ordinateur
cli-help-accounts-remove-account = Identifiant ou nom du compte
cli-help-accounts-remove-revoke = Révoque aussi les identifiants chez le fournisseur
cli-help-databases = Les bases de données des comptes
cli-help-databases-list = Liste les bases de données de chaque compte
cli-help-databases-list-account = Seulement celles de ce compte (identifiant ou nom)
cli-help-databases-show = Montre une base de données
cli-help-databases-show-database = Identifiant ou nom de la base de données
cli-help-check = Contrôle une migration sans rien changer
cli-help-check-database = Identifiant ou nom de la base de données
cli-help-check-to-version = Version visée
cli-help-check-plan = Plan visé (identifiant, nom court ou nom) ; le plan actuel s’il est omis
cli-help-check-zone = Zone visée ; la zone actuelle si elle est omise
cli-help-migrate = Migre une base de données et la suit jusqu’à la fin
cli-help-migrate-database = Identifiant ou nom de la base de données
cli-help-migrate-to-version = Version visée
cli-help-migrate-plan = Plan visé (identifiant, nom court ou nom) ; le plan actuel s’il est omis
cli-help-migrate-zone = Zone visée ; la zone actuelle si elle est omise
cli-help-migrate-confirm = Nom de la base de données : dit oui à la migration et à chaque avertissement, que le rapport énumère
cli-help-migrate-keep-writing = Pour une migration dans le panneau du fournisseur : laisse écrire entre-temps ; l’égalité n’est alors pas prouvée
cli-help-runs = Les migrations faites depuis cet ordinateur
cli-help-runs-list = Liste les migrations, la plus récente d’abord
cli-help-runs-show = Montre le rapport d’une migration
cli-help-runs-show-run = Identifiant de la migration, ou son début
cli-help-runs-resume = Reprend une migration et la suit jusqu’à la fin
cli-help-runs-resume-run = Identifiant de la migration, ou son début
cli-help-runs-resume-keep-writing = Pour une migration dans le panneau du fournisseur : laisse écrire entre-temps ; l’égalité n’est alors pas prouvée
cli-help-runs-abort = Demande au fournisseur d’arrêter une migration, et la suit jusqu’à la fin
cli-help-runs-abort-run = Identifiant de la migration, ou son début
cli-help-runs-delete-restore-point = Supprime le point de restauration d’une migration terminée
cli-help-runs-delete-restore-point-run = Identifiant de la migration, ou son début
cli-help-test-copy = Copies d’essai : les vraies données sur une base temporaire à la version visée
cli-help-test-copy-start = Commande une base temporaire, la remplit, compare les deux et dit combien de temps chaque partie a pris
cli-help-test-copy-start-database = Identifiant ou nom de la base
cli-help-test-copy-start-to-version = Version visée
cli-help-test-copy-start-plan = Offre visée (identifiant, nom court ou nom) ; l’actuelle si rien n’est dit
cli-help-test-copy-start-zone = Zone visée ; l’actuelle si rien n’est dit
cli-help-test-copy-start-hours = La supprime après ce nombre d’heures, de 1 à 168 ; 24 si rien n’est dit
cli-help-test-copy-start-rehearse = Fait mener par le fournisseur sa propre migration sur la copie : cela mesure la vraie durée de lecture seule
cli-help-test-copy-start-env = Écrit son adresse et son mot de passe dans ce nouveau fichier dès qu’elle est prête
cli-help-test-copy-list = Liste les copies d’essai qui peuvent encore être facturées, et ce qui est resté dans un compte
cli-help-test-copy-show = Montre une copie d’essai : adresse, prix jusqu’ici, durée de chaque partie
cli-help-test-copy-show-copy = Identifiant de la copie d’essai, son début, ou le nom de sa base
cli-help-test-copy-check = Compare encore une fois une copie d’essai à sa source, ou exécute vos propres contrôles sur les deux
cli-help-test-copy-check-copy = Identifiant de la copie d’essai, son début, ou le nom de sa base
cli-help-test-copy-check-file = Requêtes SQL qui ne font que lire, chacune après une ligne « -- expect: VALEUR » ou « -- expect: same as the source »
cli-help-test-copy-check-statements = Examine plutôt les requêtes les plus coûteuses de la source des deux côtés
cli-help-test-copy-env = Écrit l’adresse et le mot de passe dans un nouveau fichier, pour psql et pour des applications
cli-help-test-copy-env-copy = Identifiant de la copie d’essai, son début, ou le nom de sa base
cli-help-test-copy-env-file = Fichier qui n’existe pas encore ; seul son propriétaire peut le lire
cli-help-test-copy-delete = Supprime une copie d’essai, ou ce qui est resté, et attend que le fournisseur dise qu’elle n’existe plus
cli-help-test-copy-delete-copy = Identifiant de la copie d’essai ou son début ; identifiant ou nom de ce qui est resté
cli-help-transfer = Copie une base PostgreSQL dans une base vide et compare les deux
cli-help-transfer-from = Adresse de la source : postgresql://utilisateur@hôte:port/base, service=NOM, database:NOM pour une base de l’un de vos comptes, ou - pour lire une adresse sur l’entrée standard
cli-help-transfer-to = Adresse de la cible vide, sous les mêmes formes. Les mots de passe viennent du fichier de mots de passe de PostgreSQL, du service ou de l’entrée standard
cli-help-transfer-jobs = Sessions qui copient en même temps de chaque côté, de 1 à 64 ; 4 par défaut
cli-help-transfer-skip-verification = Ne compare rien à la fin : le résultat le dit, et ce n’est pas un succès tant que vous n’avez pas comparé
cli-help-transfer-rate = Octets par seconde au plus, toutes sessions confondues : 500kB, 20MB, 1.5GB
cli-help-transfer-chunk = Taille d’une partie sur le disque : 64MB par défaut. De plus petites parties perdent moins quand le travail est interrompu
cli-help-transfer-resume = Reprend un transfert inachevé entre les deux, ou en commence un s’il n’y en a pas. Ce qui est fait est vérifié, et gardé si personne n’a pu écrire dans la source
cli-help-transfer-steer = Prend des ordres sur l’entrée standard pendant le travail, un par ligne : jobs N, rate RATE, rate off, pause, go, stop
cli-help-transfer-confirm = Nom de la base de données marquée comme production : celui de la source avec --freeze, sinon celui de la cible
cli-help-transfer-freeze = Met la source en lecture seule avant la copie, au plus pour cette durée (90s, 20m, 2h ; 60m par défaut). Les sessions en cours y sont fermées. Elle redevient modifiable à tout échec ; une fois les deux côtés prouvés égaux, elle reste en lecture seule, car la cible a pris le relais
cli-help-thaw = Rend de nouveau modifiable une source qu’un transfert a mise en lecture seule
cli-help-thaw-from = Adresse de la source, sous les formes de transfer ; celles en lecture seule sont listées si elle est omise
cli-help-verify = Compare deux bases PostgreSQL, chaque objet et chaque ligne, et n’écrit dans aucune
cli-help-verify-from = Adresse de la source, sous les formes de transfer
cli-help-verify-to = Adresse de la cible, sous les mêmes formes
cli-help-verify-jobs = Sessions qui lisent en même temps de chaque côté, de 1 à 64 ; 4 par défaut
cli-help-certificates = Les serveurs retenus par le certificat présenté à la première rencontre
cli-help-certificates-list = Les liste avec l’empreinte du certificat
cli-help-certificates-forget = Oublie un serveur : son prochain certificat sera retenu
cli-help-certificates-forget-server = Le serveur ; tous ses ports si aucun n’est donné
cli-help-vault = Là où les secrets sont gardés
cli-help-vault-state = Dit où en sont le trousseau et le fichier à phrase secrète
cli-help-vault-create = Crée le fichier à phrase secrète
cli-help-vault-unlock = Essaie la phrase secrète sur le fichier
cli-help-practice = Le cloud d’entraînement : de vrais serveurs sur cet ordinateur
cli-help-practice-start = Démarre le cloud d’entraînement jusqu’à ce qu’on l’interrompe (code de sortie 130)
cli-help-practice-start-scenario = Ce qu’il contient : un fichier, ou le nom d’un scénario intégré
cli-help-practice-start-ready-file = Écrit ici adresses et identifiants quand tout est prêt, au lieu de la sortie standard

## Têtes de tableaux

cli-head-server = SERVEUR
cli-head-since = PREMIÈRE RENCONTRE
cli-head-accepted = ADMIS
cli-head-certificate = CERTIFICAT
cli-head-name = NOM
cli-head-provider = FOURNISSEUR
cli-head-workspace = ESPACE
cli-head-identity = IDENTITÉ
cli-head-state = ÉTAT
cli-head-id = IDENTIFIANT
cli-head-account = COMPTE
cli-head-engine = MOTEUR
cli-head-version = VERSION
cli-head-life = SUIVI
cli-head-plan = PLAN
cli-head-zone = ZONE
cli-head-database = BASE
cli-head-versions = VERSIONS
cli-head-started = DÉBUT
cli-head-until = SUPPRIMÉE LE
cli-head-price = JUSQU’ICI
cli-head-plan-of = PLAN
cli-head-calls = APPELS
cli-head-statement = REQUÊTE
cli-head-variable = VARIABLE
cli-head-before = AVANT
cli-head-after = APRÈS
cli-head-value = VALEUR
cli-head-change = CHANGEMENT

## Comptes

cli-accounts-none = Aucun compte. Ajoutez-en un : changeover accounts add
cli-account-added = Compte { $name } ajouté ({ $id }).
cli-account-removed = Compte { $name } retiré de cet ordinateur.
cli-account-works = Le compte { $name } fonctionne : { $identity }.
cli-account-not-looked-at = pas encore vérifié
cli-account-fine = fonctionne
cli-account-failing = { $code }

## Bases de données

cli-databases-none = Aucune base de données.
cli-databases-failed = Les bases de données de { $account } n’ont pas pu être lues :
cli-life-supported = jusqu’au { $date }
cli-life-ends-soon = finit le { $date }
cli-life-ended = finie le { $date }
cli-label-name = Nom
cli-label-id = Identifiant
cli-label-account = Compte
cli-label-owner = Organisation
cli-label-engine = Moteur
cli-label-plan = Plan
cli-label-zone = Zone
cli-label-host = Hôte
cli-label-database = Base
cli-label-user = Utilisateur
cli-label-environment = Marquée comme
cli-label-backup = Dernière sauvegarde
cli-label-read-only-users = Utilisateurs en lecture seule
cli-label-panel = Page
cli-not-known = inconnu
cli-variables-title = Variables
cli-variables-hidden = (cachée)
cli-runs-of-database-title = Migrations

## Contrôles

cli-level-pass = ok
cli-level-info = info
cli-level-warning = attention
cli-level-could-not-run = impossible
cli-level-blocker = bloquant
cli-check-clear = Rien ne s’y oppose.
cli-check-warned = { $count ->
    [one] Un point demande votre accord.
   *[other] { $count } points demandent votre accord.
}
cli-check-blocked = { $count ->
    [one] Un contrôle s’y oppose.
   *[other] { $count } contrôles s’y opposent.
}

## Migrer

cli-migrate-plan = { $database } : { $engine } { $from } vers { $to }, plan { $plan }, zone { $zone }.
cli-migrate-price = Prix par mois : { $before } aujourd’hui, { $after } ensuite.
cli-migrate-accepting = Accepté par --confirm :
cli-migrate-begun = La migration { $id } a commencé.
cli-migrate-interrupted-here = Arrêt. L’original fait foi et rien n’est perdu : s’il est en lecture seule, on peut de nouveau y écrire dans quelques secondes. Ce qui a été créé est supprimé par : changeover runs resume { $id }
cli-migrate-interrupted-after = Arrêt. La nouvelle base fait foi : les deux côtés étaient égaux, et l’original reste en lecture seule. La suite se fait par : changeover runs resume { $id }
cli-migrate-interrupted = Le suivi s’arrête. Le fournisseur continue. Pour la suivre à nouveau : changeover runs resume { $id }
cli-migrate-paused = La migration attend : { $what }. Pour la reprendre : changeover runs resume { $id }

## Migrations

cli-runs-none = Aucune migration.
cli-run-over = Cette migration est terminée.

## Copies d’essai

cli-test-copy-begun = La copie d’essai { $id } a commencé.
cli-test-copy-none = Aucune copie d’essai, et rien n’est resté.
cli-test-copy-left-over = restée
cli-test-copy-unread = Personne n’a pu chercher des copies d’essai dans { $account } ({ $code }).
cli-test-copy-title = Copie d’essai de { $database }
cli-test-copy-state = État
cli-test-copy-state-ordering = en cours de commande
cli-test-copy-state-waiting = commandée, ne répond pas encore
cli-test-copy-state-filling = en cours de remplissage et de comparaison
cli-test-copy-state-rehearsing = remplie ; le fournisseur la migre
cli-test-copy-state-ready = prête
cli-test-copy-state-failed = échouée
cli-test-copy-state-deleting = en cours de suppression
cli-test-copy-state-gone = supprimée
cli-test-copy-problem = Ce qui s’est passé
cli-test-copy-until = Supprimée le
cli-test-copy-price = Prix jusqu’ici
cli-test-copy-order = Commande
cli-test-copy-answering = Jusqu’à sa réponse
cli-test-copy-objects = Objets
cli-test-copy-rows = Lignes
cli-test-copy-comparison = Comparaison
cli-test-copy-migration = Leur migration
cli-test-copy-interrupted = Le suivi s’arrête. Elle continue au prochain appel de changeover ; voir changeover test-copy show { $id }
cli-test-copy-env = L’adresse et son mot de passe sont dans { $file }.
cli-test-copy-delete-refused = Le fournisseur ne l’a pas encore supprimée ({ $code }). Un nouvel essai suit.
cli-test-copy-delete-later = Le fournisseur ne l’a pas encore supprimée. Chaque appel essaie de nouveau : changeover test-copy delete { $id }
cli-test-copy-gone = La copie d’essai de { $database } n’existe plus.
cli-test-copy-check-equal = égal
cli-test-copy-check-differs = diffère
cli-test-copy-check-failed = échoué
cli-test-copy-check-expected = Attendu
cli-test-copy-check-actual = Sur la copie
cli-test-copy-check-sum = Comme attendu : { $equal }. Autrement : { $differ }. Sans réponse : { $failed }.
cli-test-copy-statements-not-counted = La source ne compte pas ses requêtes : son extension pg_stat_statements manque ou ne peut être lue.
cli-test-copy-statements-none = La source n’a compté aucune requête qui ne fait que lire.
cli-test-copy-plan-changed = un autre
cli-test-copy-plan-same = le même
cli-test-copy-plan-source = Sur la source
cli-test-copy-plan-copy = Sur la copie

## Transfert

cli-transfer-password-in-url = Un mot de passe dans une adresse peut être vu par d’autres programmes de cet ordinateur. Mieux : omettez-le et mettez-le dans le fichier de mots de passe de PostgreSQL, ou donnez l’adresse par l’entrée standard (--from -).
cli-address-value = { $side } : { $value }
cli-transfer-passfile-ignored = { $file } est ignoré : d’autres utilisateurs peuvent le lire. Fermez-le d’abord (chmod 600).
cli-transfer-side-source = la source
cli-transfer-side-target = la cible
cli-transfer-stage-reading = Lecture des deux côtés
cli-transfer-stage-objects = Création des objets
cli-transfer-stage-rows = Copie des lignes
cli-transfer-stage-finishing = Finitions
cli-transfer-stage-verifying = Comparaison des deux côtés
cli-transfer-live-share = { $share } %
cli-transfer-live-bytes = { $done } sur { $expected }
cli-transfer-live-rate = { $rate }/s
cli-transfer-planned = À faire : { $tables } tables, { $objects } objets, { $bytes } sur le disque.
cli-transfer-table-done = { $table } : { $rows } lignes, { $bytes }
cli-transfer-retried = { $table } : une partie est copiée à nouveau ({ $code })
cli-transfer-resumed = Reprise : { $chunks } parties avec { $rows } lignes sont déjà là.
cli-transfer-data-again = On a pu écrire dans la source depuis l’essai précédent : les lignes sont copiées à nouveau depuis le début. Les objets restent.
cli-steer-done = Fait.
cli-steer-orders = Ordres : jobs N (1 à 64), rate RATE (20MB), rate off, pause, go, stop.
cli-transfer-title = Transfert
cli-transfer-rows = Lignes
cli-transfer-tables = Tables
cli-transfer-objects = Objets
cli-transfer-bytes = Envoyé
cli-transfer-retries = Parties recopiées
cli-transfer-time = Durée
cli-transfer-uncarried = Non transportés tels quels
cli-transfer-blocked = Ce qui empêche
cli-transfer-equal = Égal : chaque table, chaque ligne et chaque objet lus sont arrivés.
cli-transfer-later = Écritures ultérieures
cli-transfer-later-writes = La source pouvait être modifiée pendant ce temps. Ce qui a été écrit après le début de la lecture n’est pas dans la cible.
cli-transfer-interrupted = Arrêté. La cible contient une partie des données et ne sert encore à rien : le même appel avec --resume reprend.
cli-freeze-begins = La source passe en lecture seule ; sessions fermées : { $sessions }. Le propriétaire de la base peut l’annuler à tout moment, avec n’importe quel client.
cli-freeze-undo = Pour l’annuler
cli-freeze-thawed = On peut de nouveau écrire dans la source. Elle est restée en lecture seule { $time }.
cli-freeze-stopping = Arrêt. La source est d’abord rendue modifiable.
cli-freeze-title = Lecture seule
cli-freeze-figures = { $time } jusqu’à ce que les deux côtés soient tranchés ; sessions fermées : { $sessions }
cli-freeze-source = La source
cli-freeze-stays = reste en lecture seule : la cible a pris le relais, et ce qui serait écrit dans la source serait perdu. changeover thaw la rend de nouveau modifiable.
cli-freeze-left = { $place } est en lecture seule depuis { $since } : un transfert a été interrompu. changeover thaw --from ADRESSE la rend de nouveau modifiable ; transfer --freeze --resume reprend.
cli-freeze-handed-over = { $place } est en lecture seule depuis { $since } : une cible a pris le relais.
cli-thaw-done = On peut de nouveau écrire dans { $place }.
cli-thaw-handed-over = Une cible a pris le relais auparavant. Ce qui y est écrit désormais n’est pas dans la cible.
cli-thaw-none = Aucune source n’est en lecture seule de notre fait.
cli-verify-title = Comparaison
cli-verify-equal = Identiques : chaque table, ligne et objet est le même des deux côtés.
cli-verify-writes = Écritures entre-temps
cli-verify-writes-possible = La source pouvait être modifiée entre-temps : chaque côté a été lu tel qu’il était à un moment qui lui est propre.
cli-verify-rows = Lignes
cli-verify-interrupted = Arrêté. Aucun des deux côtés n’a été modifié.

## Secrets

cli-vault-keyring = Trousseau
cli-vault-file = Fichier à phrase secrète
cli-vault-used = Les nouveaux secrets vont
cli-vault-working = fonctionne
cli-vault-locked = verrouillé
cli-vault-unavailable = indisponible
cli-vault-absent = aucun
cli-vault-open = ouvert
cli-vault-damaged = abîmé
cli-vault-used-keyring = dans le trousseau
cli-vault-used-file = dans le fichier à phrase secrète
cli-vault-used-nowhere = nulle part : il n’y a pas de trousseau. Ajoutez --passphrase-stdin pour les garder dans un fichier à phrase secrète
cli-vault-made = Le fichier à phrase secrète est créé. Sans sa phrase, personne ne l’ouvre, pas même vous.
cli-vault-opens = La phrase secrète ouvre le fichier.

## Le cloud d’entraînement

cli-practice-ready = Le cloud d’entraînement est prêt à l’adresse { $address }. Arrêtez-le avec Ctrl-C.
cli-practice-starting = Démarrage du cloud d’entraînement : de vrais serveurs se remplissent de données d’exemple.
cli-practice-stopping = Arrêt du cloud d’entraînement.

## Erreurs

cli-error-code = Code
cli-error-do = À faire
cli-error-reference = Référence
cli-error-detail = Détails
cli-labelled = { $label } : { $text }
cli-remedy-unlock-vault = Déverrouillez le trousseau, ou donnez la phrase secrète par l’entrée standard avec --passphrase-stdin.
cli-remedy-choose-passphrase-file = Gardez les secrets dans un fichier à phrase secrète : ajoutez --passphrase-stdin, la phrase étant la première ligne de l’entrée standard.
cli-remedy-correct-input = Corrigez ce qui a été saisi. Pour voir ce qui est possible : ajoutez --help.
cli-remedy-close-other-copy = Fermez l’autre exemplaire de Changeover (sa fenêtre, ou une autre commande), puis réessayez. Ou utilisez un autre dossier avec --data-dir.
cli-remedy-sign-in-again = Obtenez un nouveau jeton chez le fournisseur, puis ajoutez le compte à nouveau : changeover accounts add. Ce qui est en cours continue.
cli-remedy-change-settings = Choisissez une autre version, un autre plan ou une autre zone.

## Ce qui a été saisi

cli-usage-secret = Un secret sur la ligne de commande peut être vu par d’autres programmes de cet ordinateur. Donnez-le plutôt par l’entrée standard : { $option }
cli-usage-password = Un mot de passe sur la ligne de commande peut être vu par d’autres programmes de cet ordinateur. Il vient du fichier de mots de passe de PostgreSQL (PGPASSFILE), ou d’une adresse donnée par l’entrée standard (--from -).
cli-usage-missing = Il manque : { $what }.
cli-usage-no-command = Il manque la commande.
cli-usage-command = Cette commande n’existe pas.
cli-usage-option = Il n’y a pas d’option { $what } ici.
cli-usage-too-much = Il y a un mot de trop, ou une option inconnue. Il n’est pas répété ici : ce pourrait être un secret.
cli-usage-twice = Donné deux fois, ou incompatible avec une autre option : { $what }.
cli-usage-value = La valeur de { $what } ne peut pas être utilisée.
cli-usage-something = l’une des options
cli-usage-near = Vouliez-vous dire { $what } ?

## Serveurs retenus

cli-certificates-none = Aucun serveur n’est retenu.
cli-certificates-pinned = celui-ci seulement
cli-certificates-vouched = reconnu par cet ordinateur
cli-certificates-forgotten = { $server } est oublié. Le prochain certificat qu’il présentera sera retenu.
