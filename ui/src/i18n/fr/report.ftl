### Le rapport d’une migration, en texte.

report-title = Migration de { $database }
report-run = Identifiant
report-state = État
report-account = Compte
report-versions = Versions
report-from-to = { $from } vers { $to }
report-plan = Plan et zone
report-plan-zone = { $plan }, { $zone }
report-data = Vos données
report-started = Début
report-duration = Durée
report-read-only = Temps en lecture seule
report-verified-in = Comparé en
report-compared = Comparé
report-compared-figures = tables { $tables }, lignes { $rows }, objets { $objects }
report-verdict = Résultat
report-not-checked = Non contrôlé
report-differences = Différences
report-variables = Variables
report-variable-absent = (aucune)
report-applications = Applications
report-application-deployed = { $name } : redéployée le { $date }
report-application-missed = { $name } : non redéployée
report-application-down = { $name } : pas censée tourner
report-by-hand = À changer à la main
report-accepted = Avertissements acceptés
report-failure = Ce qui s’est passé
report-failure-step = à l’étape : { $step }
report-original = L’original
report-original-writable = répond et accepte les écritures
report-original-read-only = répond, refuse les écritures
report-original-silent = ne répond pas
report-original-unknown = n’a pas pu être regardé
report-provider-migration = Chez le fournisseur
report-journal = Journal
report-journal-intact = { $count ->
    [one] une entrée, intacte, { $head }
   *[other] { $count } entrées, intactes, { $head }
}
report-journal-broken = modifié à partir de l’entrée { $place }
report-unknown = inconnu

## Ce qui n’arrive pas tel quel

uncarried-unknown-kind = une sorte d’objet que Changeover ne connaît pas
uncarried-kind-not-carried = cette version de Changeover ne transporte pas cette sorte
uncarried-needs-server-file = il lui faut un programme du serveur, qui ne se déplace pas
uncarried-extension-missing = la cible ne propose pas cette extension
uncarried-extension-version = la cible propose une autre version de cette extension
uncarried-right-missing = le droit de le créer manque sur la cible
uncarried-not-readable = la source ne le laisse pas lire en entier
uncarried-role-missing = un rôle dont il a besoin n’est pas sur la cible
uncarried-place-is-servers = les emplacements sur disque sont ceux du serveur ; il va à l’endroit habituel
uncarried-password-unreadable = il contient un mot de passe qui ne peut pas être lu
uncarried-switched-off = il agirait de lui-même, il arrive donc désactivé
uncarried-broken-on-source = il est cassé ou inachevé sur la source
uncarried-gone-in-version = la version visée ne l’a plus
uncarried-settings-differ = les deux bases de données sont réglées différemment
uncarried-belongs-to-server = il appartient au serveur entier, pas à la base de données
uncarried-refused-by-target = la cible refuse de le créer
uncarried-needs-refused = il a besoin de quelque chose que la cible refuse
uncarried-names-without-schema = il nomme des objets sans leur schéma : à partir de la version 17, un index ou une vue matérialisée qui l’appelle ne peut plus être reconstruit
