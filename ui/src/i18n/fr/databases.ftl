# Les bases de données : la liste, la page de l’une d’elles, ce que fait une migration chez un fournisseur.

## La liste
databases-refresh = Actualiser
databases-loading = Lecture des bases de données de vos comptes
databases-search = Chercher parmi les bases de données
databases-search-placeholder = Nom, organisation, zone, identifiant…
databases-engine = Moteur
databases-engine-all = Tous les moteurs
databases-outdated = À mettre à jour : { $count }
databases-shown = { $shown } bases de données affichées sur { $total }
databases-none-found-title = Aucun résultat
databases-none-found-body = Aucune base de données ne correspond à votre recherche.
databases-show-all = Afficher toutes les bases
databases-empty-title = Aucune base de données ici
databases-empty-body = Ce compte ne voit aucune base de données à gérer.
databases-account-in-workspace = { $workspace } / { $account }
databases-caption = Bases de données de { $account }
databases-seen = Vu
databases-open-run = Migration en cours
column-name = Nom
column-version = Moteur et version
column-plan = Offre
column-zone = Zone
column-organisation = Organisation
value-unknown = inconnu
engine-postgresql = PostgreSQL
engine-mysql = MySQL
engine-mariadb = MariaDB
engine-redis = Redis
engine-mongodb = MongoDB
engine-elasticsearch = Elasticsearch
engine-other = Autre

## L’état d’une version
life-ended = Fin de vie
life-ended-on = En fin de vie depuis le { $date }
life-ends-soon = Fin de vie proche
life-ends-on = Fin de vie le { $date }
life-newer = { $version } disponible

## La page d’une base
database-way = Vous êtes ici
database-loading = Lecture de la base de données
database-no-account-title = Le compte de cette base de données n’est plus ici
database-no-account-body = Il a été retiré de cette application. La base elle-même n’a pas été touchée.
database-open-panel = Ouvrir chez { $provider }
database-facts-title = Informations actuelles
fact-engine = Moteur et version
fact-dedicated = dédiée
fact-shared = mutualisée
fact-backup = Dernière sauvegarde
fact-backup-none = aucune connue
fact-created = Créée
fact-status = État, selon le fournisseur
fact-id = Identifiant de l’add-on
fact-real-id = Identifiant réel
fact-options = Options
fact-option-on = { $option }
fact-option-off = { $option } (désactivé)
fact-read-only-users = Utilisateurs en lecture seule
option-encryption = Chiffrement au repos
option-do-backup = Sauvegardes
option-direct-host-only = Hôte direct uniquement
variables-title = Variables de connexion
variables-description = Les applications liées les reçoivent. Les mots de passe, et les adresses qui en contiennent un, ne parviennent jamais à cet écran.
variables-none = Le fournisseur n’a donné aucune variable.
variable-name = Variable
variable-value = Valeur
variable-hidden = masquée
past-runs-title = Migrations de cette base de données
past-runs-none = Aucune n’a encore été lancée d’ici.
past-runs-change = Changement
past-runs-state = État
past-runs-began = Début
past-runs-took = Durée
past-runs-to = Vers { $to }
past-runs-from-to = De { $from } à { $to }
past-runs-same = { $to }, mise à jour sur place

## À quoi elle sert
environment-title = À quoi sert cette base de données
environment-description = La marque reste sur cet ordinateur. Elle décide avec quelle insistance une confirmation vous est demandée.
environment-production-body = Une activité en dépend : vous saisissez son nom avant tout changement.
environment-staging-body = Une répétition de la production.
environment-development-body = Personne n’en souffre si elle s’arrête.
environment-unmarked-body = Traitée comme la production là où cela compte.

## Migrer/Mettre à niveau
migrate-title = Migrer/Mettre à niveau
migrate-reason-ended = { $version } ne reçoit plus de correctifs de sécurité de ses auteurs.
migrate-reason-ended-on = { $version } ne reçoit plus de correctifs de sécurité de ses auteurs depuis le { $date }.
migrate-reason-ends-on = { $version } ne reçoit des correctifs de sécurité que jusqu’au { $date }.
migrate-reason-newer = { $version } est maintenue. La version { $newer } est disponible.
migrate-reason-patches = Une migration vers la même version apporte les correctifs de sécurité du serveur et du système, et libère l’espace disque inutilisé.
migrate-reason-guided = Les migrations du compte entier sont proposées dans l’administration de { $provider }, chacune avec la version visée.
migrate-disclaimer-title = Ce que fait une migration chez { $provider }
migrate-advice = Assurez-vous que chaque application liée utilise les variables de la base de données : elles sont mises à jour automatiquement.
migrate-settings = Réglages de la migration
migrate-nothing-yet = Rien ne change avant votre confirmation.
migrate-open-run-title = Une migration de cette base de données est en cours
migrate-open-run-body = Une autre pourra commencer quand elle sera terminée.
migrate-open-run-action = Suivre la migration
migrate-not-this-product-title = { $provider } ne migre pas ce produit
migrate-not-this-plan-title = { $provider } ne migre pas cette offre
migrate-not-body = Demandez au support de { $provider } : il connaît peut-être un autre moyen.
migrate-ask-support = Contacter le support de { $provider }
consequence-read-only-during = La base de données est en lecture seule pendant toute la migration.
consequence-address-changes = Le nom d’hôte et le nom de la base changent automatiquement.
consequence-credentials-change = L’utilisateur et le mot de passe peuvent changer.
consequence-applications-restart = Les applications liées redémarrent avec les nouvelles variables.
consequence-edit-by-hand = La configuration qui n’utilise pas les variables est à modifier à la main.
consequence-direct-host-lost = L’hôte et le port directs ne survivent pas : générez-les à nouveau ensuite.
consequence-read-only-users-postgres-only = Les utilisateurs en lecture seule ne sont repris que pour PostgreSQL.
consequence-original-serves-on-failure = En cas d’échec, le nouveau serveur est supprimé et l’original reprend le service.
consequence-no-way-back = Une fois réussie, il n’y a pas de retour en arrière.
consequence-no-downgrade = Une version inférieure ne peut pas être choisie : l’équipe de support s’en charge.
consequence-whole-account-moves = La version est celle du compte entier : toutes ses bases de ce moteur sont migrées à la fois.
consequence-shortly-unavailable = Le compte est indisponible de quelques secondes à quelques minutes, selon le volume de données.
consequence-host-name-stays = Le nom d’hôte reste le même ; son adresse IP peut changer.
consequence-way-back-seven-days = Pendant sept jours après son lancement, la migration peut être annulée dans l’administration du fournisseur.
consequence-later-writes-lost = Une annulation rétablit les bases telles qu’elles étaient : tenez pour perdu ce qui a été écrit depuis.
consequence-mandatory-deadlines = Une migration obligatoire se lance d’elle-même une fois son échéance passée.
consequence-hand-over-by-hand = L’hôte, le port et le mot de passe du nouveau serveur sont à reporter à la main dans vos applications.
consequence-old-server-stays = L’ancien serveur reste, comme retour en arrière, jusqu’à ce que vous le supprimiez.
consequence-both-billed = Les deux serveurs sont facturés tant qu’ils existent tous les deux.
consequence-certificate-remembered = Le nouveau serveur signe lui-même son certificat : il est retenu à la première connexion, et son empreinte est affichée.

## Importer des données

bring-in-title = Importer une base
bring-in-body = Copie dans cette base une base PostgreSQL d’un serveur quelconque ou d’un autre compte. Elle doit être vide.
bring-in-start = Choisir la source
