### Une migration en cours et sa fin ; l’historique ; ce que demande le support.

## Où en est une migration

run-state-preparing = Préparation
run-state-starting = Lancement
run-state-watching = En cours
run-state-aborting = Arrêt en cours
run-state-verifying = Contrôle du résultat
run-state-paused = Vous attend
run-state-waiting = Attend le panneau
run-state-succeeded = Réussie
run-state-needs-attention = À regarder
run-state-failed = Échouée
run-state-aborted = Arrêtée

## Page d’une migration

run-loading = Lecture de la migration…
run-not-found-back = Toutes les migrations
run-headline-preparing = Préparation de la migration de { $database }
run-headline-starting = Demande de lancement à { $provider }
run-headline-starting-hint = Si la réponse se perd, Changeover regarde si la migration a commencé. Il ne demande jamais deux fois.
run-headline-watching = { $provider } migre { $database }
run-headline-aborting = Demande d’arrêt à { $provider }
run-headline-verifying = { $provider } a terminé. Vérification que rien n’a été perdu
run-headline-verifying-original = Vérification que l’original a repris le service
run-headline-paused = La migration vous attend
run-headline-waiting = La migration attend le panneau de { $provider }
run-headline-succeeded = { $database } est maintenant en { $engine } { $version }
run-headline-succeeded-in-place = { $database } est à jour, toujours en { $engine } { $version }
run-headline-needs-attention = { $database } a été migrée, mais un point est à regarder
run-headline-rolled-back = { $database } est revenue à la version { $from }
run-headline-failed = La migration de { $database } a échoué
run-headline-aborted = La migration de { $database } a été arrêtée

## Où sont les données

run-data-label = Où sont vos données
run-data-source = Vos données sont sur le serveur d’origine ({ $server }), en lecture et en écriture.
run-data-source-over = Vos données sont sur le serveur d’origine ({ $server }). C’est lui qui fait foi.
run-data-source-read-only = Vos données sont sur le serveur d’origine ({ $server }), en lecture seule pendant la migration.
run-data-switching-over = { $provider } bascule du serveur d’origine vers le nouveau ({ $server }). Les écritures sont refusées jusqu’à la fin.
run-data-target = Vos données sont sur le nouveau serveur ({ $server }).
run-data-unknown = On ne sait pas avec certitude quel serveur fait foi. N’écrivez pas dans la base de données avant d’avoir regardé la console de { $provider }.
run-server = { $engine } { $version }
run-data-unknown-paused = Tant que { $provider } ne donne pas de nouvelles, on ne sait pas où en est la migration. Le serveur d’origine fait foi jusqu’à la bascule, le nouveau ensuite.

## Suivi en direct

run-elapsed = Temps écoulé
run-started = Début
run-heartbeat = Dernières nouvelles
run-heartbeat-age = il y a { $age }
run-heartbeat-never = pas encore de nouvelles de { $provider }
run-heartbeat-silent = Aucune nouvelle depuis { $age }. La migration continue chez { $provider } ; Changeover continue de demander.
run-progress-title = Avancement
run-steps-title = Étapes et durées
run-steps-show = Afficher chaque étape
run-no-estimate = { $provider } n’annonce ni les étapes à venir ni leur durée : aucune n’est donc affichée.
run-phases-label = Phases de la migration
run-phase-checks = Contrôles
run-phase-new-server = Nouveau serveur
run-phase-freeze-and-copy = Gel et copie
run-phase-switchover = Bascule
run-phase-clean-up = Nettoyage
run-phase-roll-back = Retour à l’original
run-phase-other = Autres étapes (dans les mots du fournisseur)
run-phase-ours = Ce que fait Changeover
run-phase-not-seen = Pas encore vue
run-step-status-running = En cours
run-step-status-ok = Terminé
run-step-status-failed = Échoué
run-step-status-recovering = Remise en place de l’original
run-step-status-recovered = Original remis en place
run-step-status-aborted = Arrêté
run-step-status-unknown = État inconnu : { $word }
run-step-status-skipped = Sans objet
run-step-status-uncertain = Issue inconnue
run-step-duration-unknown = Durée inconnue
run-step-says = Message de { $provider } : { $message }
run-step-announce = { $step } : { $status }

## Nos propres étapes

run-own-step-record-before = Relever les variables et l’état de la source
run-own-step-start-migration = Demander au fournisseur de lancer la migration
run-own-step-watch = Suivre la migration du fournisseur
run-own-step-fingerprint-source = Prendre l’empreinte de la source pendant qu’elle est en lecture seule
run-own-step-abort = Demander l’arrêt au fournisseur
run-own-step-record-after = Relever à nouveau les variables
run-own-step-await-ready = Attendre que le nouveau serveur réponde
run-own-step-verify = Comparer les deux côtés
run-own-step-check-applications = Regarder quelles applications ont été redéployées
run-own-step-check-original = Prouver que l’original a repris le service
run-own-step-create-target = Commander la nouvelle base
run-own-step-await-target = Attendre que la nouvelle base soit prête
run-own-step-check-both = Examiner les deux côtés
run-own-step-carry = Mettre la source en lecture seule, copier, comparer
run-own-step-hand-over = Remettre la nouvelle adresse
run-own-step-remove-target = Supprimer la nouvelle base
run-own-step-release = Libérer l’ancienne base

## Les étapes du fournisseur en mots simples (le mot brut figure à côté)

run-provider-step-retrieve-addon = Trouver la base de données
run-provider-step-retrieve-addon-deployment = Trouver son déploiement
run-provider-step-check-no-migration-already-running-for-addon = Vérifier qu’aucune autre migration ne tourne
run-provider-step-retrieve-source-cluster = Trouver le cluster actuel
run-provider-step-retrieve-target-cluster = Trouver le cluster cible
run-provider-step-retrieve-source-instance = Trouver le serveur actuel
run-provider-step-retrieve-logscollector = Trouver le collecteur de journaux
run-provider-step-retrieve-next-available-port = Trouver un port libre
run-provider-step-lock-port = Réserver le port
run-provider-step-pre-migration-actions = Préparer
run-provider-step-create-addon-on-target-cluster = Créer la base de données sur le cluster cible
run-provider-step-ask-migration-instance-boot = Demander le nouveau serveur
run-provider-step-queue-migration-instance-boot = Attendre le tour du nouveau serveur
run-provider-step-deploy-migration-instance = Démarrer le nouveau serveur
run-provider-step-retrieve-migration-instance = Trouver le nouveau serveur
run-provider-step-remove-edit-right = Passer l’original en lecture seule
run-provider-step-prepare-migration = Préparer la copie
run-provider-step-manage-active-extensions = Reprendre les extensions
run-provider-step-dump-and-restore = Copier les données
run-provider-step-update-reverse-proxies = Diriger les proxys vers le nouveau serveur
run-provider-step-update-dns = Mettre à jour les noms d’hôte
run-provider-step-update-addon = Mettre à jour les variables de la base de données
run-provider-step-update-monitoring = Déplacer la supervision
run-provider-step-enable-edit-right = Autoriser de nouveau l’écriture
run-provider-step-change-addon-quota = Appliquer les nouvelles limites
run-provider-step-remove-addon-from-source-cluster = Retirer la base de données de l’ancien cluster
run-provider-step-stop-source-instance = Arrêter le serveur d’origine
run-provider-step-unlock-port = Libérer le port
run-provider-step-remove-addon-from-target-cluster = Retirer la base de données du cluster cible
run-provider-step-stop-migration-instance = Arrêter le nouveau serveur

## Arrêt

run-abort = Arrêter la migration
run-abort-meaning = Demande à { $provider } d’arrêter. Le nouveau serveur est supprimé, l’original continue et accepte à nouveau les écritures.
run-abort-question = Arrêter la migration de { $database } ?
run-abort-question-body = { $provider } reçoit la demande d’arrêter et de supprimer le nouveau serveur. Le serveur d’origine garde le service et accepte à nouveau les écritures. Les données copiées jusqu’ici sont jetées ; l’original ne perd rien.
run-abort-confirm = Arrêter la migration
run-abort-keep = La laisser continuer
run-abort-disabled-switchover = Elle ne peut plus être arrêtée : la bascule a commencé. Elle se termine d’elle-même.
run-abort-disabled-not-started = Elle pourra être arrêtée quand { $provider } aura confirmé le lancement.
run-abort-disabled-aborting = L’arrêt a été demandé. En attente de la réponse de { $provider }.
run-abort-disabled-done = Le travail de { $provider } est terminé : il n’y a plus rien à arrêter.
run-abort-disabled-provider = { $provider } ne permet pas de demander l’arrêt d’une migration.

## Quitter cette page

run-leave-title = Vous pouvez fermer cette page, la fenêtre ou l’ordinateur
run-leave-provider-side = C’est { $provider } qui fait le travail. Quand Changeover se relance, il retrouve cette migration et la suit jusqu’au bout.
run-leave-frozen-source = Si Changeover s’arrête, son gardien rend la source modifiable en quelques secondes. Ce qui était copié jusque-là est copié de nouveau.
run-leave-restart-copy = Si Changeover s’arrête, la copie doit reprendre depuis le début. La source ne perd rien.

## Journal

run-log-open = Afficher le journal
run-log-title = Journal de la migration
run-log-close = Fermer le journal
run-log-empty = Rien n’a encore été noté.
run-log-details = Détails
run-log-intent = { $step } : sur le point de commencer
run-log-intent-again = { $step } : sur le point de commencer, tentative { $attempt }
run-log-progress = { $step } : du nouveau a été vu
run-log-done = { $step } : fait
run-log-not-done = { $step } : non fait, { $code }. { $detail }
run-log-unknown = { $step } : issue inconnue, { $code }. { $detail }
run-log-skipped = { $step } : sans objet ({ $reason })
run-log-reference = Requête { $reference }

## Réussite

run-verification-title = Comparaison des deux côtés
run-verification-equal = Tout ce qui a été comparé est identique, et la source ne pouvait pas changer pendant ce temps.
run-verification-incomplete = Identique pour ce qui a été comparé, mais tout n’a pas été contrôlé. Ce n’est pas une preuve.
run-verification-different = { $count ->
    [one] Un élément diffère entre les deux côtés.
   *[other] { $count } éléments diffèrent entre les deux côtés.
}
run-verification-not-checked = Rien n’a été comparé. On ne peut pas savoir d’ici si quelque chose a été perdu.
run-verification-none = Aucune comparaison n’a été faite.
run-verification-tables = Tables comparées
run-verification-rows = Lignes comparées
run-verification-objects = Objets comparés
run-verification-not-checked-title = Non contrôlé
run-verification-reason-source-unreachable = Le serveur d’origine n’était pas joignable depuis cet ordinateur.
run-verification-reason-target-unreachable = Le nouveau serveur n’était pas joignable depuis cet ordinateur.
run-verification-reason-writes-possible = L’original pouvait encore être modifié pendant sa lecture : une différence a pu passer inaperçue.
run-verification-reason-content-not-hashed = Le contenu des lignes n’a pas pu être comparé, seulement leur nombre : les deux serveurs ne savent pas calculer la même empreinte d’une ligne.
run-verification-reason-rights-not-read = Les propriétaires et les droits n’ont pas été comparés : un côté a été lu par un Changeover plus ancien.
run-verification-reason-engine-unsupported = Ce moteur ne peut pas encore être comparé.
run-verification-reason-no-fingerprint = Aucune empreinte de l’original n’a été prise avant son arrêt.
run-verification-differences-caption = Ce qui diffère
run-verification-column-kind = Genre
run-verification-column-name = Nom
run-verification-column-how = Différence
run-verification-column-source = Avant
run-verification-column-target = Après
run-difference-missing = Seulement sur l’original
run-difference-extra = Seulement sur le nouveau serveur
run-difference-definition = Autre définition
run-difference-rows = Autre nombre de lignes
run-difference-content = Même nombre de lignes, autre contenu
run-difference-rights = Autre propriétaire ou autres droits
run-row-missing = seulement sur la source
run-row-extra = seulement sur la cible
run-row-content = autre contenu
run-rows-more = D’autres lignes diffèrent encore.
run-variables-title = Variables de connexion, avant et après
run-variables-caption = Toutes les variables de connexion de { $database }
run-variables-column-name = Variable
run-variables-column-before = Avant
run-variables-column-after = Après
run-variables-column-outcome = Ce qui s’est passé
run-variables-hidden = Non affichée
run-variables-absent = Absente
run-variable-unchanged = Inchangée
run-variable-changed = Modifiée
run-variable-added = Nouvelle
run-variable-removed = Disparue
run-variables-none-over = Les variables n’ont pas pu être comparées. Lisez-les dans la console de { $provider }.
run-applications-title = Applications
run-applications-none = Aucune application n’est liée à cette base de données.
run-applications-caption = Applications liées et leur déploiement après la migration
run-applications-column-name = Application
run-applications-column-state = Après la migration
run-applications-column-action = Action
run-application-deployed = Redéployée le { $date }
run-application-deployed-state = Redéployée le { $date } ({ $state })
run-application-deployed-ok = Redéployée le { $date }
run-application-deployed-wip = Redémarre depuis le { $date }
run-application-deployed-task-running = Redémarre depuis le { $date }
run-application-deployed-fail = Son déploiement du { $date } a échoué : regardez son journal chez le fournisseur
run-application-deployed-cancelled = Son déploiement du { $date } a été annulé
run-application-failed-badge = Non démarrée
run-application-missed = Non redéployée : elle utilise peut-être encore l’ancienne adresse
run-application-missed-badge = Oubliée
run-application-down = N’est pas censée tourner, donc non redémarrée
run-application-redeploy = Redéployer
run-application-redeploy-named = Redéployer { $name }
run-application-redeploying = Redéploiement…
run-by-hand-title = À modifier à la main
run-by-hand-body = L’ancienne adresse se trouve à ces endroits. Mettez-y les nouvelles valeurs.
run-by-hand-none = Aucune adresse écrite à la main n’a été trouvée aux endroits qui ont pu être lus.
run-reminders-title = À ne pas oublier
run-reminder-direct-host = L’hôte et le port directs ont été perdus. Générez-les à nouveau dans la console de { $provider } si quelque chose les utilise.
run-reminder-read-only-users = Les utilisateurs en lecture seule ne sont repris que pour PostgreSQL. Recréez les vôtres si vous en aviez.
run-reminder-by-hand = Modifiez toute configuration hors de { $provider } qui n’utilise pas les variables : scripts, tableaux de bord, sauvegardes, carnets d’adresses de vos outils.
run-reminder-backup = Les sauvegardes du serveur d’origine restent avec lui. Vérifiez que la prochaine sauvegarde quotidienne a bien lieu.
run-timings-title = Durées
run-timing-total = Au total
run-timing-read-only = Lecture seule
run-timing-verification = Comparaison
run-timing-unknown = Non mesurée

## À regarder

run-attention-title = Ce qui est à regarder
run-attention-different = { $count ->
    [one] Un élément diffère entre les deux côtés. Regardez-le avant de vous fier au nouveau serveur.
   *[other] { $count } éléments diffèrent entre les deux côtés. Regardez-les avant de vous fier au nouveau serveur.
}
run-attention-incomplete = La comparaison n’est pas complète.
run-attention-not-checked = Rien n’a pu être comparé.
run-attention-applications = { $count ->
    [one] Une application n’a pas été redéployée.
   *[other] { $count } applications n’ont pas été redéployées.
}
run-attention-by-hand = { $count ->
    [one] Une adresse écrite à la main est à modifier.
   *[other] { $count } adresses écrites à la main sont à modifier.
}
run-attention-variables = Les variables n’ont pas pu être comparées.
run-attention-other = Le journal dit ce qui n’a pas pu être fait.

## Échec, dans son ordre fixe

run-failure-safe-title = Mes données sont-elles en sûreté, et où sont-elles ?
run-failure-safe-source = Oui. Elles sont sur le serveur d’origine ({ $server }), là où elles étaient. La migration ne les a pas modifiées.
run-failure-safe-unproven = Elles devraient être sur le serveur d’origine ({ $server }), là où elles étaient. Changeover n’a pas pu joindre ce serveur pour le prouver.
run-failure-safe-read-only = Oui. Elles sont sur le serveur d’origine ({ $server }), là où elles étaient. Ce serveur est encore en lecture seule.
run-failure-safe-target = Elles sont sur le nouveau serveur ({ $server }).
run-failure-safe-unknown = On ne sait pas avec certitude quel serveur fait foi. Changeover n’a rien supprimé. Regardez la console de { $provider } avant toute écriture.
run-failure-works-title = Mon application fonctionne-t-elle ?
run-failure-works-yes = Oui. Le serveur d’origine répond et accepte les écritures, à la même adresse qu’avant. Cela a été essayé juste après l’échec.
run-failure-works-read-only = En partie seulement. Le serveur d’origine répond mais refuse les écritures : tout ce qui écrit reçoit une erreur.
run-failure-works-answers = Probablement. Le serveur d’origine répond ; l’écriture n’a pas pu être essayée.
run-failure-works-no = Non. Le serveur d’origine ne répond pas.
run-failure-works-unknown = On ne sait pas. Le serveur d’origine n’était pas joignable depuis cet ordinateur : essayez votre application.
run-failure-works-untouched = Oui, pour ce qui est de cette migration : rien n’a été lancé, donc rien n’a changé pour elle.
run-failure-what-title = Que s’est-il passé, et à quelle étape ?
run-step-with-word = « { $name } » ({ $word })
run-failure-step-provider = L’échec a eu lieu à l’étape { $step }.
run-failure-step-own = L’échec a eu lieu à l’étape « { $step } », faite par Changeover.
run-failure-no-details = L’étape n’est pas connue. Le journal dit ce qui a été vu.
run-failure-no-message = { $provider } n’a donné aucun message.
run-failure-at-phase = Phase : { $phase }
run-failure-recommended-title = Ce que nous recommandons
run-failure-other-title = Ce que vous pouvez faire d’autre
run-failure-try-again = Recommencer avec les mêmes réglages ou d’autres
run-failure-try-again-hint = Rien n’a été gardé de cette tentative. Les contrôles sont d’abord refaits.
run-failure-log = Lire le journal
run-failure-database = Regarder la base de données
run-failure-support-title = Contacter le support

## Arrêtée

run-aborted-title = Rien n’a changé
run-aborted-body = { $provider } a arrêté la migration et supprimé le nouveau serveur.
run-aborted-again = Recommencer

## En attente de la personne

run-paused-why-title = Pourquoi elle attend
run-paused-unknown = Le journal dit ce qu’elle attend.
run-paused-meanwhile = { $provider } continue pendant ce temps : attendre ici n’arrête rien là-bas.
run-paused-meanwhile-not-started = On ne sait pas si la migration a été lancée. Changeover la cherche avant de faire quoi que ce soit d’autre.
run-paused-signed-out = Le compte { $account } est déconnecté. Reconnectez-vous, puis regardez à nouveau : rien n’est perdu et rien n’est lancé deux fois.
run-paused-sign-in = Se reconnecter
run-paused-unlock = Déverrouiller les secrets
run-paused-resume = Regarder à nouveau
run-paused-resuming = Lecture…

## Support

run-support-intro = Le support de { $provider } demande ces informations. Copiez-les dans votre message.
run-support-loading = Préparation de ce que demande le support…
run-support-line = { $label } : { $value }
run-support-everything = tout ce que demande le support
run-support-email = Écrire à { $email }
run-support-page = Ouvrir la page du support
support-line-addon-id = Identifiant de l’add-on
support-line-migration-id = Identifiant de la migration
support-line-request-id = Identifiant de la requête
support-line-step = Étape
support-line-message = Message
support-line-started = Début
support-line-from = Version de départ
support-line-to = Version cible
support-line-zone = Zone
support-line-plan = Plan
support-line-database = Base de données
support-line-real-id = Identifiant réel
support-line-owner-id = Identifiant de l’organisation
support-line-status = État
support-line-code = Code
support-line-detail = Détail
support-line-ended = Fin
support-line-run-id = Identifiant de l’opération
support-line-journal = Empreinte du journal
support-line-application = Version de Changeover

## Historique

runs-title = Migrations
runs-intro = Toutes les migrations faites depuis cet ordinateur, les plus récentes d’abord.
runs-loading = Lecture de l’historique…
runs-caption = Migrations, les plus récentes d’abord
runs-empty-title = Aucune migration pour l’instant
runs-empty-body = Ouvrez une base de données et allez à Migration/Mise à niveau. Chaque migration reste listée ici avec ce qu’elle a fait.
runs-empty-action = Afficher les bases de données
runs-column-state = État
runs-column-database = Base de données
runs-column-versions = Versions
runs-column-started = Début
runs-column-duration = Durée
runs-versions = { $from } → { $to }
runs-versions-spoken = de { $from } à { $to }
runs-versions-same = { $to }, même version
runs-versions-unknown = ? → { $to }
runs-duration-running = { $duration } jusqu’ici
runs-open = Afficher la migration de { $database } du { $date }
runs-unfinished-title = { $count ->
    [one] Une migration n’est pas terminée
   *[other] { $count } migrations ne sont pas terminées
}
runs-unfinished-body = Changeover les a retrouvées et les suit. Aucune étape qui demande votre décision n’est franchie sans vous.
runs-unfinished-item = { $database }, { $versions }
runs-unfinished-open = Afficher
runs-unfinished-open-named = Afficher la migration de { $database }
runs-unfinished-error = La liste des migrations non terminées n’a pas pu être lue.

## Attendu et mesuré

run-timing-predicted-read-only = Lecture seule, mesurée sur la copie d’essai
run-timing-predicted-by-copy = Durée de la copie d’essai
run-timing-predicted-verification = Comparaison, mesurée sur la copie d’essai
