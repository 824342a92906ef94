### Ce que les contrôles avant une migration ont trouvé, et ce qu’il faut en faire. Un contrôle impossible n’est jamais une réussite.

## Les adresses écrites à la main

finding-hard-coded-addresses-none = Aucune adresse de cette base de données n’a été trouvée écrite à la main. Environnements lus : { $places }.
finding-hard-coded-addresses-found = { $count ->
    [one] L’adresse de cette base de données est écrite à la main à un endroit. Elle change avec la migration.
   *[other] L’adresse de cette base de données est écrite à la main à { $count } endroits. Elle change avec la migration.
}
finding-hard-coded-addresses-found-remedy = Notez ces endroits. Après la migration, mettez-y les nouvelles valeurs ou, mieux, les variables de la base de données.
finding-hard-coded-addresses-found-and-unreadable = { $count ->
    [one] L’adresse de cette base de données est écrite à la main à un endroit, et tous les environnements n’ont pas pu être lus : { $unreadable_names }.
   *[other] L’adresse de cette base de données est écrite à la main à { $count } endroits, et tous les environnements n’ont pas pu être lus : { $unreadable_names }.
}
finding-hard-coded-addresses-found-and-unreadable-remedy = Notez ces endroits, et regardez vous-même dans ceux qui n’ont pas pu être lus.
finding-hard-coded-addresses-unreadable = Aucune adresse n’a été trouvée écrite à la main, mais tous les environnements n’ont pas pu être lus : { $unreadable_names }.
finding-hard-coded-addresses-unreadable-remedy = Regardez vous-même dans ceux qui n’ont pas pu être lus.
finding-hard-coded-addresses-could-not-run = On n’a pas pu chercher si une adresse de cette base de données est écrite à la main quelque part ({ $code }).
finding-hard-coded-addresses-could-not-run-remedy = Relancez le contrôle, ou regardez vous-même dans les variables de vos applications.

## La sauvegarde la plus récente

finding-backup-age-recent = La dernière sauvegarde est récente : faite il y a { $hours } h. C’est le point de restauration de cette migration.
finding-backup-age-old = La dernière sauvegarde a été faite il y a { $days } j. Ce qui a été écrit depuis n’est dans aucune sauvegarde.
finding-backup-age-old-remedy = Faites d’abord une sauvegarde chez le fournisseur, ou vérifiez que la sauvegarde quotidienne fonctionne.
finding-backup-age-none = Il n’y a aucune sauvegarde de cette base de données. La migration n’aurait pas de point de restauration.
finding-backup-age-none-remedy = Faites d’abord une sauvegarde chez le fournisseur.
finding-backup-age-could-not-run = Les sauvegardes n’ont pas pu être listées ({ $code }). On ne sait pas s’il y a un point de restauration.
finding-backup-age-could-not-run-remedy = Relancez le contrôle, ou regardez les sauvegardes chez le fournisseur.

## Joindre la base de données depuis cet ordinateur

finding-database-reachable-reachable = La base de données répond à cet ordinateur (version { $version } du serveur). Les deux côtés peuvent être comparés ligne par ligne.
finding-database-reachable-engine-not-known = Changeover ne lit pas encore { $engine }. La migration fonctionne, pas la comparaison des deux côtés.
finding-database-reachable-engine-not-known-remedy = Comparez vous-même ensuite les tables ou les clés les plus importantes.
finding-database-reachable-login-refused = La base de données n’accepte pas l’utilisateur et le mot de passe de ses propres variables ({ $code }). Les deux côtés ne peuvent pas être comparés.
finding-database-reachable-login-refused-remedy = Regardez chez le fournisseur si le mot de passe a été changé à la main.
finding-database-reachable-not-trusted = La base de données n’a pas pu prouver son identité, rien ne lui a donc été envoyé ({ $code }). Les deux côtés ne peuvent pas être comparés.
finding-database-reachable-not-trusted-remedy = Vérifiez les certificats de cet ordinateur, ou demandez à la personne qui gère votre réseau.
finding-database-reachable-unreachable = La base de données est injoignable depuis cet ordinateur ({ $code }). Le fournisseur peut la migrer, mais les deux côtés ne peuvent pas être comparés.
finding-database-reachable-unreachable-remedy = Vérifiez le réseau et le pare-feu. Continuer sans comparaison, c’est s’en remettre au seul fournisseur.
finding-database-reachable-could-not-run = On n’a pas pu essayer si la base de données répond à cet ordinateur ({ $code }).
finding-database-reachable-could-not-run-remedy = Relancez le contrôle. Sans lui, la comparaison des deux côtés n’est pas assurée.

## Partagé ou dédié

finding-dev-plan-target-shared = Le plan choisi est partagé avec d’autres clients. De tels plans sont faits pour des essais : sauvegardes et performances y sont limitées.
finding-dev-plan-target-shared-remedy = Choisissez un plan dédié pour tout ce qui compte.
finding-dev-plan-leaves-shared = La base de données quitte un serveur partagé pour un serveur à elle.
finding-dev-plan-dedicated = Le plan choisi a son propre serveur.
finding-dev-plan-not-said = Le fournisseur ne dit pas si le plan choisi est partagé avec d’autres.
finding-dev-plan-not-said-remedy = Regardez la description du plan.
finding-dev-plan-could-not-run = On n’a pas pu lire si le plan choisi est partagé ({ $code }).
finding-dev-plan-could-not-run-remedy = Relancez le contrôle.

## L’hôte et le port directs

finding-direct-host-none = L’hôte et le port directs ne sont pas utilisés.
finding-direct-host-used = { $count ->
    [one] Une adresse directe est définie. Elle ne survit pas à la migration.
   *[other] Des adresses directes sont définies. Elles ne survivent pas à la migration.
}
finding-direct-host-used-remedy = Sachez ce qui s’en sert. Générez-les à nouveau chez le fournisseur ensuite, et mettez-les là où elles servent.
finding-direct-host-could-not-run = On n’a pas pu lire si une adresse directe est définie ({ $code }).
finding-direct-host-could-not-run-remedy = Relancez le contrôle.

## Le disque

finding-disk-space-enough = Les données ({ $size_bytes }) tiennent sur le disque du plan choisi ({ $disk_bytes }), avec de la place pour travailler.
finding-disk-space-tight = Les données ({ $size_bytes }) tiennent tout juste sur le disque du plan choisi ({ $disk_bytes }), avec peu de place pour travailler.
finding-disk-space-tight-remedy = Choisissez un plan plus grand, ou supprimez ce qui ne sert plus.
finding-disk-space-too-small = Les données ({ $size_bytes }) ne tiennent pas sur le disque du plan choisi ({ $disk_bytes }).
finding-disk-space-too-small-remedy = Choisissez un plan plus grand.
finding-disk-space-too-small-for-a-copy = Une copie des données ({ $size_bytes }) demande { $wanted_bytes } avec ses journaux et de la place pour travailler ; le disque du plan choisi en a { $disk_bytes }.
finding-disk-space-too-small-for-a-copy-remedy = Choisissez un plan plus grand.
finding-disk-space-disk-not-said = Le fournisseur ne dit pas la taille du disque du plan choisi.
finding-disk-space-disk-not-said-remedy = Regardez la description du plan.
finding-disk-space-could-not-run = La taille des données n’a pas pu être comparée au disque ({ $code }).
finding-disk-space-could-not-run-remedy = Relancez le contrôle, ou comparez vous-même la taille au plan.

## Les extensions

finding-extensions-kept = { $count ->
    [0] La base de données n’utilise aucune extension.
    [one] Son extension existe aussi en version { $to }.
   *[other] Ses { $count } extensions existent toutes en version { $to }.
}
finding-extensions-gone = { $count ->
    [one] Une extension n’existe plus en version { $to }.
   *[other] { $count } extensions n’existent plus en version { $to }.
}
finding-extensions-gone-remedy = Remplacez-les avant la migration, ou choisissez une version qui les a encore.
finding-extensions-could-not-run = Les extensions n’ont pas pu être lues ({ $code }).
finding-extensions-could-not-run-remedy = Relancez le contrôle, ou listez-les vous-même : SELECT extname FROM pg_extension.

## Les applications liées

finding-linked-applications-none = Aucune application n’est liée à cette base de données.
finding-linked-applications-restart = { $count ->
    [one] Une application liée redémarre d’elle-même avec la nouvelle adresse. Censées tourner : { $running }.
   *[other] { $count } applications liées redémarrent d’elles-mêmes avec la nouvelle adresse. Censées tourner : { $running }.
}
finding-linked-applications-could-not-run = Les applications liées n’ont pas pu être listées ({ $code }).
finding-linked-applications-could-not-run-remedy = Relancez le contrôle, ou regardez-les chez le fournisseur.

## Ce que le fournisseur migre

finding-plan-migratable-yes = Le fournisseur migre vers le plan { $plan }.
finding-plan-migratable-not-this-product = Le fournisseur ne migre pas les bases de données de ce produit.
finding-plan-migratable-not-this-product-remedy = Demandez au support du fournisseur quelle voie suivre.
finding-plan-migratable-not-this-plan = Le fournisseur ne migre pas les bases de données du plan actuel.
finding-plan-migratable-not-this-plan-remedy = Demandez au support du fournisseur quelle voie suivre.
finding-plan-migratable-target-not-offered = Le plan { $plan } n’est pas proposé pour cette base de données.
finding-plan-migratable-target-not-offered-remedy = Choisissez un autre plan.
finding-plan-migratable-target-not-migratable = Le fournisseur ne migre pas vers le plan { $plan }.
finding-plan-migratable-target-not-migratable-remedy = Choisissez un autre plan.
finding-plan-migratable-could-not-run = On n’a pas pu lire si le fournisseur migre vers ce plan ({ $code }).
finding-plan-migratable-could-not-run-remedy = Relancez le contrôle.

## Les utilisateurs en lecture seule

finding-read-only-users-none = Il n’y a pas d’utilisateur en lecture seule à reprendre.
finding-read-only-users-kept = { $count ->
    [one] Un utilisateur en lecture seule est repris.
   *[other] { $count } utilisateurs en lecture seule sont repris.
}
finding-read-only-users-lost = { $count ->
    [one] Un utilisateur en lecture seule n’est pas repris pour ce moteur.
   *[other] { $count } utilisateurs en lecture seule ne sont pas repris pour ce moteur.
}
finding-read-only-users-lost-remedy = Notez qui s’en sert, et recréez-les ensuite.
finding-read-only-users-could-not-run = Les utilisateurs en lecture seule n’ont pas pu être listés ({ $code }).
finding-read-only-users-could-not-run-remedy = Relancez le contrôle.

## Les réplicas

finding-replicas-none-seen = Ce serveur n’est pas un réplica. On ne voit pas d’ici s’il en existe ailleurs.
finding-replicas-is-replica = Ce serveur est le réplica d’un autre. Un réplica ne se migre pas seul.
finding-replicas-is-replica-remedy = Migrez le serveur principal, ou demandez au support du fournisseur.
finding-replicas-could-not-run = On n’a pas pu demander si ce serveur est un réplica ({ $code }).
finding-replicas-could-not-run-remedy = Relancez le contrôle. Si vous avez des réplicas, demandez d’abord au support du fournisseur.

## Le rôle du compte

finding-role-enough = Le rôle { $role } dans { $owner } permet une migration.
finding-role-maybe = Le rôle { $role } dans { $owner } ne suffit peut-être pas pour migrer.
finding-role-maybe-remedy = Vous pouvez continuer sans risque : le fournisseur refuse avant que rien ne change. Un administrateur peut élever le rôle.
finding-role-too-little = Le rôle { $role } dans { $owner } ne permet pas de migration.
finding-role-too-little-remedy = Demandez à un administrateur de { $owner } de migrer, ou d’élever le rôle.
finding-role-unknown = Le fournisseur nomme le rôle { $role } dans { $owner }, que Changeover ne connaît pas.
finding-role-unknown-remedy = Demandez à un administrateur de { $owner } s’il permet une migration.
finding-role-not-said = Le fournisseur ne nomme aucun rôle de ce compte dans { $owner }.
finding-role-could-not-run = Le rôle du compte n’a pas pu être lu ({ $code }).
finding-role-could-not-run-remedy = Relancez le contrôle.

## Une autre migration en cours

finding-running-migration-none = Aucune autre migration de cette base de données n’est en cours.
finding-running-migration-running = Une migration de cette base de données est en cours chez le fournisseur : { $migration } ({ $status }).
finding-running-migration-running-remedy = Attendez qu’elle soit terminée, ou arrêtez-la là où elle a été lancée.
finding-running-migration-could-not-run = On n’a pas pu demander si une autre migration est en cours ({ $code }).
finding-running-migration-could-not-run-remedy = Relancez le contrôle avant de continuer.

## Le sens de la version

finding-version-direction-higher = De la version { $from } à la version { $to } : une mise à niveau.
finding-version-direction-same = La version { $to } reste : une mise à jour sur place, ou un déplacement.
finding-version-direction-lower = La version { $to } est inférieure à la version actuelle, { $from }. On ne ramène pas une base de données à une version antérieure.
finding-version-direction-lower-remedy = Choisissez la version actuelle ou une version supérieure. Seul le support du fournisseur fait plus.
finding-version-direction-not-offered = Le fournisseur ne propose pas la version { $to } pour cette base de données.
finding-version-direction-not-offered-remedy = Choisissez une version de la liste.
finding-version-direction-unknown = On ne sait pas si la version { $to } est supérieure ou inférieure à la version actuelle.
finding-version-direction-unknown-remedy = Regardez chez le fournisseur quelle version a la base de données.
finding-version-direction-could-not-run = Les versions n’ont pas pu être comparées ({ $code }).
finding-version-direction-could-not-run-remedy = Relancez le contrôle.

## La vie des versions

finding-source-version-life-supported = La version { $version } est suivie par ses auteurs jusqu’au { $date }.
finding-source-version-life-ends-soon = La version { $version } n’est suivie par ses auteurs que jusqu’au { $date } : un bon moment pour monter de version.
finding-source-version-life-ended = La version { $version } n’est plus suivie par ses auteurs depuis le { $date } : une bonne raison de monter de version.
finding-source-version-life-target-ended = La version choisie, { $version }, n’est plus suivie par ses auteurs depuis le { $date }.
finding-source-version-life-target-ended-remedy = Choisissez une version plus récente.
finding-source-version-life-unknown = Changeover ne connaît pas de fin de vie pour cette version.
finding-source-version-life-could-not-run = On n’a pas pu chercher combien de temps vivent les versions ({ $code }).
finding-source-version-life-could-not-run-remedy = Relancez le contrôle.

## La zone

finding-zone-served-served = Le plan { $plan } est disponible dans la zone { $zone }.
finding-zone-served-not-served = Le plan { $plan } n’est pas disponible dans la zone { $zone }.
finding-zone-served-not-served-remedy = Choisissez une autre zone ou un autre plan.
finding-zone-served-plan-not-offered = Le plan { $plan } n’est pas proposé, il n’est donc pas non plus disponible dans la zone { $zone }.
finding-zone-served-plan-not-offered-remedy = Choisissez un autre plan.
finding-zone-served-not-said = Le fournisseur ne dit pas dans quelles zones le plan { $plan } est disponible ({ $zone } a été choisie).
finding-zone-served-not-said-remedy = Vous pouvez continuer sans risque : le fournisseur refuse avant que rien ne change.
finding-zone-served-could-not-run = On n’a pas pu lire si le plan est disponible dans cette zone ({ $code }).
finding-zone-served-could-not-run-remedy = Relancez le contrôle.

## Ce qu’une copie par Changeover emporte

finding-transfer-contents-all = Tout ce que contient la base est emporté. Tables : { $table_count }.
finding-transfer-contents-some = { $count ->
    [one] Une chose n’arrive pas telle quelle.
   *[other] { $count } choses n’arrivent pas telles quelles.
}
finding-transfer-contents-some-remedy = Regardez chacune : créez-la ensuite à la main, ou passez-vous-en.
finding-transfer-contents-blocked = La base contient quelque chose qui ne peut pas être emporté.
finding-transfer-contents-blocked-remedy = Retirez ce qui est nommé, ou donnez à l’utilisateur le droit de le lire, puis relancez les contrôles.
finding-transfer-contents-rows-hidden = La sécurité par ligne peut cacher des lignes à cet utilisateur : une copie pourrait ne pas être entière.
finding-transfer-contents-rows-hidden-remedy = Utilisez le propriétaire des tables, ou un utilisateur qui passe outre la sécurité par ligne.
finding-transfer-contents-could-not-run = Le contenu de la base n’a pas pu être lu ({ $code }).
finding-transfer-contents-could-not-run-remedy = Relancez le contrôle.

## Tenir les écritures à l’écart

finding-freeze-possible-possible = { $count ->
    [0] La base peut être mise en lecture seule pendant la copie. Personne n’est connecté maintenant.
    [one] La base peut être mise en lecture seule pendant la copie. Une session sera fermée, et pourra relire aussitôt.
   *[other] La base peut être mise en lecture seule pendant la copie. { $count } sessions seront fermées, et pourront relire aussitôt.
}
finding-freeze-possible-already = La base est déjà en lecture seule, du fait de quelqu’un d’autre. Changeover la laisse ainsi.
finding-freeze-possible-already-remedy = Si personne ne l’a voulu, rendez-la modifiable avant de continuer.
finding-freeze-possible-impossible = Quelqu’un pourrait continuer d’écrire pendant la copie.
finding-freeze-possible-impossible-remedy = Mettez fin à ce qui est nommé, ou utilisez le propriétaire de la base, puis relancez les contrôles.
finding-freeze-possible-could-not-run = On n’a pas pu demander si les écritures peuvent être tenues à l’écart ({ $code }).
finding-freeze-possible-could-not-run-remedy = Relancez le contrôle. La question est posée à nouveau avant que la source passe en lecture seule.
