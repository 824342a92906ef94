### La migration guidée : la personne presse dans le panneau du fournisseur, Changeover prépare, observe et compare.

## Étapes

run-own-step-restore-point = Créer un point de restauration
run-own-step-await-go = Attendre que vous soyez sur le point de presser
run-own-step-freeze = Écarter les écritures de la base
run-own-step-await-panel = Attendre que la nouvelle version réponde
run-own-step-thaw = Laisser de nouveau écrire
run-own-step-way-back = Noter jusqu’à quand le fournisseur offre un retour
run-own-step-delete-restore-point = Supprimer le point de restauration

## Le journal

log-restore-point = Une seconde base est créée à côté de l’original et remplie de toutes ses données.
log-restore-point-made = Le point de restauration { $name } est là : lignes { $rows }.
log-restore-point-failed = Le point de restauration n’a pas pu être créé ({ $code }). Rien n’a été changé.
log-restore-point-left = Un point de restauration inachevé dont le nom contient { $name } n’a pas pu être supprimé chez le fournisseur.
log-awaiting-go = En attente que vous soyez sur le point de presser le bouton dans le panneau du fournisseur.
log-awaiting-panel = Pressez maintenant le bouton dans le panneau. Le serveur est observé jusqu’à ce que sa version change.
log-go = Vous êtes sur le point de presser. Les écritures restent possibles entre-temps.
log-go-kept-out = Vous êtes sur le point de presser. Les écritures sont écartées jusqu’à la comparaison des deux côtés.
log-given-up = La migration est abandonnée. Rien n’a été pressé, d’après le serveur.
log-changed-before = Le serveur a déjà une autre version : le bouton a été pressé avant que la base ne soit lue.
log-changed = Le serveur répond avec la version { $version }.
log-panel-not-used = Le temps est écoulé et le serveur a toujours son ancienne version.
log-server-silent = Le serveur ne répond pas : il est très probablement en cours de déplacement.
log-server-back = Le serveur répond de nouveau, avec son ancienne version.
log-frozen = La base est en lecture seule pour tout le monde.
log-not-frozen = La base n’a pas pu être mise en lecture seule ({ $code }). Rien n’a été changé.
log-freeze-broken = Quelqu’un a écrit dans la base malgré cela.
log-thawed-meanwhile = On peut de nouveau écrire dans la base : la lecture seule a été levée pendant que Changeover ne travaillait pas.
log-thawed = On peut de nouveau écrire dans la base.
log-source-printed-before = L’original a été lu avant le changement : tables { $tables }, lignes { $rows }.
log-source-not-printed-before = L’original n’a pas pu être lu avant le changement ({ $reason }).
log-applications-kept = { $count ->
    [0] Aucun site ne nomme cette base.
    [one] Un site nomme cette base. Son adresse est toujours la même.
   *[other] { $count } sites nomment cette base. Leur adresse est toujours la même.
}
log-way-back = Le fournisseur offre un retour pendant sept jours.
log-rolled-back = L’ancienne version répond de nouveau : la migration a été annulée dans le panneau.

## Pourquoi quelque chose n’a pas été fait ou vérifié

run-verification-reason-changed-since = Des lignes ont pu être écrites entre la lecture de l’original et celle du nouveau serveur. Ce qui diffère peut être une telle ligne ou une ligne perdue : sans écarter les écritures, on ne peut pas les distinguer.
run-verification-reason-other-version = Le serveur a une autre version que celle qui était prévue.
run-verification-reason-not-frozen = La base n’était pas en lecture seule de notre fait.
run-verification-reason-no-way-back = Le fournisseur n’indique aucun retour.

## Ce que les vérifications trouvent

finding-account-moves-alone = Aucune autre base du compte { $account } ne change avec celle-ci.
finding-account-moves-others = { $count ->
    [one] Une autre base du compte { $account } change avec celle-ci : la version est celle de tout le compte.
   *[other] { $count } autres bases du compte { $account } changent avec celle-ci : la version est celle de tout le compte.
}
finding-account-moves-others-remedy = Prévenez ceux qui s’en servent. Changeover ne compare que cette base : migrez à un moment qui convient à toutes, et regardez les autres vous-même.
finding-account-moves-could-not-run = La liste des autres bases du compte qui changent n’a pas pu être lue ({ $code }).
finding-account-moves-could-not-run-remedy = Relancez la vérification, ou regardez dans le panneau du fournisseur.
finding-restore-point-possible = Un point de restauration sera créé d’abord : une seconde base dans le même compte, avec toutes les données ({ $size_bytes }). Elle change de version avec le compte.
finding-restore-point-not-offered = Aucun point de restauration ne peut être créé ici.
finding-restore-point-not-offered-remedy = Faites une copie vous-même avant de continuer.
finding-restore-point-engine-not-known = Aucun point de restauration ne peut être créé : Changeover ne lit pas encore ce moteur.
finding-restore-point-engine-not-known-remedy = Faites une copie vous-même avant de continuer.
finding-restore-point-cannot-be-carried = { $count ->
    [one] Aucun point de restauration ne peut être créé : un élément ne peut pas être porté dans une seconde base.
   *[other] Aucun point de restauration ne peut être créé : { $count } éléments ne peuvent pas être portés dans une seconde base.
}
finding-restore-point-cannot-be-carried-remedy = Faites une copie vous-même, ou comptez sur les sauvegardes quotidiennes du fournisseur.
finding-restore-point-could-not-run = On n’a pas pu savoir si un point de restauration peut être créé ({ $code }).
finding-restore-point-could-not-run-remedy = Relancez la vérification. Si vous continuez, aucun ne sera créé.
finding-plan-migratable-in-the-panel = Ce fournisseur migre quand vous pressez un bouton dans son panneau. Changeover prépare, dit quand presser, et compare.
finding-linked-applications-named = { $count ->
    [one] Un réglage d’un site ou d’une tâche nomme cette base. L’adresse reste ; pendant le déplacement du compte, rien n’y répond.
   *[other] { $count } réglages de sites et de tâches nomment cette base. L’adresse reste ; pendant le déplacement du compte, rien n’y répond.
}
finding-linked-applications-unreadable = Tous les sites et toutes les tâches n’ont pas pu être lus ({ $unreadable }).
finding-linked-applications-unreadable-remedy = Regardez-les dans le panneau du fournisseur : ils sont sans base pendant le déplacement du compte.
finding-database-reachable-not-watchable = Changeover ne lit pas encore { $engine }, et seul le serveur peut dire que la migration a eu lieu.
finding-database-reachable-not-watchable-remedy = Migrez vous-même dans le panneau du fournisseur.
finding-database-reachable-no-password = L’utilisateur et le mot de passe de la base ne sont pas connus ({ $code }), et seul le serveur peut dire que la migration a eu lieu.
finding-database-reachable-no-password-remedy = Reconnectez le compte et donnez-lui un utilisateur de bases qui a tous les droits sur celle-ci.
finding-database-reachable-not-seen = La base ne répond pas à cet ordinateur ({ $code }), et seul le serveur peut dire que la migration a eu lieu.
finding-database-reachable-not-seen-remedy = Regardez le réseau, le mot de passe et les limites d’adresses de l’utilisateur de la base.
finding-version-direction-no-change = La version { $to } est déjà celle de la base. Il n’y a rien à presser pour elle dans le panneau.
finding-version-direction-no-change-remedy = Choisissez une version plus haute.

## La ligne de commande et le rapport

cli-guide-plan = { $database } : { $engine } { $from } vers { $to }, par un bouton dans le panneau du fournisseur.
cli-guide-press = Ouvrez { $page } dans votre navigateur et pressez « Migrer » pour cette version. Changeover observe le serveur jusqu’à ce qu’il ait changé.
cli-guide-press-frozen = Ouvrez { $page } dans votre navigateur et pressez « Migrer » pour cette version. Les écritures sont écartées jusqu’à { $until } au plus tard ; Changeover observe le serveur jusqu’à ce qu’il ait changé.
cli-guide-not-used = { $what }. Recommencer : changeover runs resume { $id }. Abandonner : changeover runs abort { $id }
cli-guide-interrupted = Le suivi s’arrête. Ce qui a été pressé dans le panneau continue. Reprendre le suivi : changeover runs resume { $id }
cli-guide-still-frozen = L’écriture est de nouveau permise dans quelques secondes, puisque plus personne n’observe. Sinon : changeover runs abort { $id }, ou, en tant que propriétaire de la base : { $thaw }
cli-guide-restore-point-deleted = Le point de restauration est supprimé.
cli-guide-way-back = { $database } peut être ramenée à l’ancienne version dans le panneau du fournisseur jusqu’au { $until }. Ce qui a été écrit depuis serait perdu. (Migration { $id })
report-guide-page = Page du panneau
report-guide-restore-point = Point de restauration
report-guide-restore-point-is = { $name }, lignes { $rows }, du { $date }
report-guide-thaw = Ce qui laisse de nouveau écrire
report-guide-way-back = Retour possible jusqu’au
report-guide-rolled-back = Retour constaté
report-application-kept = { $name } : son adresse est la même qu’avant

## Les pages

guide-go-title = C’est à vous : dites quand vous allez presser
guide-go-body = Tout est prêt. La base est relue juste avant que vous pressiez dans le panneau de { $provider }, pour être comparée au nouveau serveur.
guide-keep-out = Écarter les écritures jusqu’à la comparaison des deux côtés
guide-keep-out-hint = { $database } répond alors mais refuse les écritures, une demi-heure au plus si rien n’est pressé. Sans cela, l’égalité n’est pas prouvée : une ligne peut être écrite après la lecture.
guide-go-action = Je vais presser
guide-open-page = Ouvrir la page
guide-give-up = Abandonner
guide-press-title = Pressez maintenant le bouton dans le panneau de { $provider }
guide-press-open = Ouvrez la page des migrations dans le panneau.
guide-press-find = Ouvrez la migration vers { $engine } { $version } avec la loupe.
guide-press-press = Pressez-y « Migrer ».
guide-press-waits = Changeover observe le serveur jusqu’à ce que sa version ait changé.
guide-silence-title = { $provider } déplace très probablement le compte
guide-silence-body = Le serveur ne répond pas. C’est habituel pendant quelques secondes à quelques minutes.
guide-frozen = Les écritures sont écartées jusqu’à { $until } au plus tard.
guide-thaw = Ce qui laisse de nouveau écrire
guide-heartbeat = Dernière réponse du serveur
guide-headline-verifying = La nouvelle version répond. Vérification que rien n’est perdu
guide-headline-aborting = Abandon : les écritures sont de nouveau permises
guide-aborted-body = Rien n’a été pressé dans le panneau de { $provider }. Le serveur a son ancienne version et accepte les écritures.
guide-paused-meanwhile = Ce qui est pressé dans le panneau de { $provider } continue entre-temps. Changeover n’y presse rien.
guide-rolled-back-title = La migration a été annulée
guide-rolled-back-body = Le { $date }, l’ancienne version répondait de nouveau : quelqu’un a pressé « Rollback » dans le panneau de { $provider }. Ce qui a été écrit après la migration est perdu.
guide-way-back-title = Un retour est possible
guide-way-back-body = Jusqu’au { $date }, la migration peut être annulée dans le panneau de { $provider }. Ce qui a été écrit depuis serait perdu.
guide-way-back-over-title = Le retour n’est plus possible
guide-way-back-over-body = Depuis le { $date }, la migration ne peut plus être annulée dans le panneau de { $provider }.
guide-restore-point = Point de restauration
guide-restore-point-delete = Supprimer le point de restauration
guide-restore-point-name = Base
guide-restore-point-made = Créé
guide-restore-point-compared = Comparé à l’original
guide-restore-point-equal = Égal
guide-restore-point-incomplete = Égal pour tout ce qui a été comparé ; on pouvait écrire dans l’original entre-temps
guide-restore-point-different = Différent : on a écrit dans l’original entre-temps
guide-restore-point-not-checked = Pas comparé
guide-restore-point-hint = Il est dans le même compte et change de version avec lui. Il reste jusqu’à ce que vous le supprimiez.
guide-restore-point-none = Il n’y a pas de point de restauration. { $reason }
run-verification-reason-restore-point-not-offered = Aucun ne peut être créé ici.
run-verification-reason-restore-point-engine-not-known = Changeover ne lit pas encore ce moteur.
run-verification-reason-restore-point-cannot-be-carried = La base contient quelque chose qui ne peut pas être porté dans une seconde base.
run-verification-reason-restore-point-could-not-run = On n’a pas pu savoir s’il peut être créé.
run-attention-rolled-back = La migration a été annulée : l’original fait de nouveau foi.
guide-application-kept = Son adresse est la même qu’avant
guide-versions = Seul le panneau de { $provider } dit lesquelles de ces versions votre compte peut obtenir.
guide-summary-restore-point = Créé par Changeover avant que vous pressiez
guide-review-press = Vous pressez « Migrer » dans le panneau du fournisseur. Changeover n’y presse rien.
guide-review-account = Toutes les bases de ce moteur dans le compte changent de version avec elle.
guide-review-same-address = L’hôte, le port, les utilisateurs et les mots de passe.
guide-review-away = Tout le compte ne répond pas pendant quelques secondes à quelques minutes après votre clic.
guide-review-kept-out = Si vous le souhaitez, les écritures sont écartées de cette base juste avant que vous pressiez et jusqu’à la comparaison des deux côtés.
guide-review-give-up = Tant que vous n’avez pas pressé, vous pouvez abandonner : rien n’a alors changé.
guide-review-seven-days = Ensuite, { $provider } offre un retour dans son panneau pendant sept jours. Ce qui a été écrit depuis est alors perdu.
guide-review-machine = Ce que fait { $provider } continue. Si Changeover s’arrête, son gardien laisse de nouveau écrire en quelques secondes. Quand Changeover tourne de nouveau, il regarde le serveur et compare ; des lignes écrites entre-temps ne se distinguent alors pas de lignes perdues.
guide-reminder-title = { $database } peut encore être ramenée à l’ancienne version
guide-reminder-body = Jusqu’au { $date }, dans le panneau du fournisseur. Ce qui a été écrit depuis la migration serait perdu.
guide-data-silent = Le serveur ne répond pas : { $provider } déplace très probablement le compte. On saura quelle version tient vos données dès qu’il répondra.
guide-step-print = Lire la source juste avant que vous pressiez
