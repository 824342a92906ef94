### La migration guidée : la personne presse dans le panneau du fournisseur, Changeover prépare, observe et compare.

## Étapes

run-own-step-restore-point = Créer un point de restauration : une seconde base avec toutes les données
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
