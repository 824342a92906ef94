### L’assistant : Configuration, Validation, Test, Migration (jusqu’à la confirmation).

## Cadre

wizard-steps-label = Étapes de la migration
wizard-stage-configure = Configuration
wizard-stage-validation = Validation
wizard-stage-test = Test
wizard-stage-migration = Migration
wizard-stage-done = terminée
wizard-stage-skipped = non faite
wizard-account-in-workspace = { $account } · { $workspace }
wizard-from-to = { $engine } { $from } vers { $to }
wizard-from-unknown-to = { $engine }, version actuelle inconnue, vers { $to }
wizard-same-version = { $engine } { $version }, même version
wizard-back-to-database = Retour à la base de données
wizard-back = Retour
wizard-loading = Lecture de la base de données et des choix possibles…
wizard-not-known = Inconnu
wizard-open-run-title = Une migration de cette base de données n’est pas terminée
wizard-open-run-body = Une seule migration à la fois est possible pour une base de données. Regardez celle qui est en cours avant d’en lancer une autre.
wizard-open-run-action = Voir la migration en cours
wizard-not-migratable-product-title = { $provider } ne migre pas ce produit
wizard-not-migratable-plan-title = { $provider } ne migre pas les bases de données de ce plan
wizard-not-migratable-body = Rien ne peut être lancé d’ici. Demandez au support du fournisseur ce qui est possible.

## Configuration

wizard-disclaimer-title = Ce que fait une migration chez { $provider }
wizard-disclaimer-advice = Assurez-vous que chaque application liée lit la connexion dans les variables de la base de données : elles suivent d’elles-mêmes.
wizard-current-title = Informations actuelles
wizard-current-engine = Moteur
wizard-current-version = Version
wizard-current-plan = Plan
wizard-current-zone = Zone
wizard-current-host = Hôte
wizard-current-database = Nom de la base
wizard-current-size = Taille
wizard-current-backup = Dernière sauvegarde
wizard-current-backup-none = Aucune connue
wizard-size-plan = { $disk } de disque dans le plan. La validation mesure la place que prennent les données.
wizard-size-unknown = Pas encore connue. La validation la mesure.
wizard-zone-title = Zone
wizard-zone-hint = Le pays et le centre de données où tournera le nouveau serveur. Les applications restées ailleurs le joindront plus lentement.
wizard-zone-option = { $city } ({ $zone })
wizard-zone-option-country = { $city }, { $country } ({ $zone })
wizard-zone-option-current = { $label }, actuelle
wizard-zone-changed = La base de données passe de { $from } à { $to }. Il peut falloir jusqu’à une heure pour que les adresses soient connues partout.
wizard-plan-title = Nouvelle taille et nouveau plan
wizard-plan-hint = Plans disponibles dans la zone { $zone }. Mémoire, disque et connexions sont ceux que le fournisseur annonce.
wizard-plan-caption = Plans que vous pouvez choisir
wizard-plan-column-choice = Plan
wizard-plan-column-memory = Mémoire
wizard-plan-column-cpus = CPU
wizard-plan-column-disk = Disque
wizard-plan-column-connections = Connexions
wizard-plan-column-price = Par mois
wizard-plan-current = Actuel
wizard-plan-shared = Mutualisé
wizard-plan-not-migratable = Le fournisseur ne migre pas vers ce plan
wizard-plan-price-unknown = Non indiqué
wizard-plan-price-free = Gratuit
wizard-plan-figure-unknown = non indiqué
wizard-plan-hidden = { $count ->
    [one] Un plan n’est pas affiché car il n’est pas disponible dans la zone { $zone }.
   *[other] { $count } plans ne sont pas affichés car ils ne sont pas disponibles dans la zone { $zone }.
}
wizard-plan-show-all = { $count ->
    [one] Afficher le plan
   *[other] Afficher les { $count } plans
}
wizard-plan-none-title = Aucun plan n’est disponible dans la zone { $zone }
wizard-plan-none-body = Choisissez une autre zone.
wizard-plan-error-zone = Le plan { $plan } n’est pas disponible dans la zone { $zone }. Choisissez un autre plan ou une autre zone.
wizard-plan-error-version = Le plan { $plan } n’existe qu’en version { $versions }, pas { $version }. Choisissez un autre plan ou une autre version.
wizard-plan-only-versions = En version { $versions } seulement
wizard-plan-error-choose = Choisissez un plan.
wizard-version-title = Version cible
wizard-version-hint = La version du nouveau serveur.
wizard-version-label = { $engine } { $version }
wizard-version-current = Version actuelle
wizard-version-newest = La plus récente
wizard-version-default = Par défaut pour les nouvelles bases
wizard-version-ends = Fin de vie le { $date }
wizard-version-ended = En fin de vie depuis le { $date }
wizard-version-ends-soon = Fin proche
wizard-version-ended-badge = Fin de vie
wizard-version-life-unknown = Fin de vie inconnue
wizard-version-in-place-label = Mise à jour sur place ({ $version })
wizard-version-in-place-hint = Même version, sur un nouveau serveur : correctifs de sécurité du système et du moteur, redémarrage, espace disque récupéré.
wizard-version-same-hint = Même version sur un nouveau serveur, avec ses correctifs de sécurité.
wizard-version-unknown = { $provider } n’a pas indiqué les versions proposées. Seule la version actuelle peut être demandée.
wizard-version-newest-already = C’est la version la plus récente que propose { $provider }.
wizard-downgrade-title = Une version inférieure ?
wizard-downgrade-body = Les versions inférieures ne figurent pas dans la liste, car un retour à une version antérieure ne peut pas être demandé ici. Le support de { $provider } peut s’en charger.
wizard-downgrade-email = Écrire à { $email }
wizard-downgrade-page = Ouvrir la page du support
wizard-summary-title = Récapitulatif
wizard-summary-kind-upgrade = Passage à une version plus récente
wizard-summary-kind-move = Même version, autre plan ou autre zone
wizard-summary-kind-update-in-place = Mise à jour sur place
wizard-summary-kind-downgrade = Version inférieure : impossible ici
wizard-summary-kind-unknown = Changement de version
wizard-summary-kind-pending = Calcul de ce que cela représente…
wizard-summary-update-in-place = La version, le plan et la zone ne changent pas. La base de données passe sur un nouveau serveur doté des correctifs de sécurité actuels, redémarre et récupère son espace disque libre.
wizard-summary-version = Version
wizard-summary-plan = Plan
wizard-summary-zone = Zone
wizard-summary-from-to = { $from } → { $to }
wizard-summary-from-to-spoken = de { $from } à { $to }
wizard-summary-unchanged = { $value }, inchangé
wizard-summary-restore-point = Point de restauration
wizard-summary-restore-point-at = Sauvegarde du { $date }
wizard-summary-restore-point-none = Aucune sauvegarde connue
wizard-billing-title = Facturation
wizard-billing-current = Actuelle
wizard-billing-new = Nouvelle
wizard-billing-difference = Différence
wizard-billing-month = { $amount } par mois
wizard-billing-more = { $amount } de plus par mois
wizard-billing-less = { $amount } de moins par mois
wizard-billing-same = Aucune différence
wizard-billing-unknown = Inconnue
wizard-billing-currencies-differ = Inconnue : les deux montants sont dans des monnaies différentes
wizard-billing-basis-preview = Montants tirés de l’aperçu que { $provider } donne de ce changement, hors taxes.
wizard-billing-basis-price-list = Montants tirés de la grille horaire de { $provider } pour ce propriétaire, ramenés au mois, hors taxes.
wizard-billing-basis-plan-figure = Montants affichés sur les plans, hors taxes. La facture est établie à l’heure et peut différer.
wizard-billing-basis-unknown = { $provider } n’indique aucun prix pour ce changement. Il peut coûter quelque chose.
wizard-billing-lines = Lignes de l’aperçu du fournisseur
wizard-billing-line-unknown = montant non indiqué
wizard-billing-loading = Demande du prix…
wizard-billing-error = Le prix n’a pas pu être lu. Vous pouvez continuer sans lui.
wizard-billing-retry = Redemander
wizard-to-validation = Passer à la validation

## Validation

wizard-validation-title = Validation
wizard-validation-intro = Ces contrôles ne font que lire. Rien n’a été modifié jusqu’ici.
wizard-validation-running = Contrôle de { $database }…
wizard-validation-running-hint = Lecture de la base de données, de ses applications et des offres du fournisseur. Cela ne modifie rien.
wizard-validation-again = Relancer
wizard-validation-observed = Observé { $age }, le { $date }.
wizard-validation-verdict-clear = Rien ne s’y oppose.
wizard-validation-verdict-warnings = { $count ->
    [one] Un point demande votre accord avant de continuer.
   *[other] { $count } points demandent votre accord avant de continuer.
}
wizard-validation-verdict-blocked = { $count ->
    [one] Un point doit être réglé avant de continuer.
   *[other] { $count } points doivent être réglés avant de continuer.
}
wizard-validation-blocked-body = Il n’est pas possible de passer outre. Suivez ce que dit chaque point, puis relancez les contrôles.
wizard-validation-group-blocker = { $count ->
    [one] Point bloquant
   *[other] Points bloquants ({ $count })
}
wizard-validation-group-could-not-run = { $count ->
    [one] N’a pas pu être contrôlé
   *[other] N’ont pas pu être contrôlés ({ $count })
}
wizard-validation-group-warning = { $count ->
    [one] Avertissement
   *[other] Avertissements ({ $count })
}
wizard-validation-group-info = { $count ->
    [one] Bon à savoir
   *[other] Bon à savoir ({ $count })
}
wizard-validation-group-pass = { $count ->
    [one] Contrôle réussi
   *[other] Contrôles réussis ({ $count })
}
wizard-validation-level-blocker = Bloquant
wizard-validation-level-could-not-run = Non contrôlé
wizard-validation-level-warning = Avertissement
wizard-validation-level-info = Bon à savoir
wizard-validation-level-pass = Réussi
wizard-validation-could-not-run-hint = Un contrôle qui n’a pas pu avoir lieu n’est pas un contrôle réussi.
wizard-validation-remedy = Ce qu’il faut faire
wizard-validation-seen = Ce qui a été trouvé
wizard-validation-items-more = { $count ->
    [one] En afficher un de plus
   *[other] En afficher { $count } de plus
}
wizard-validation-accept-warning = J’ai lu ce point et je veux continuer
wizard-validation-accept-could-not-run = Je sais que ce point n’a pas été contrôlé et je veux continuer
wizard-validation-accept-error = Cochez cette case pour continuer, ou réglez ce point et relancez les contrôles.
wizard-validation-unknown-finding = { $check }, { $outcome }
wizard-to-test = Passer au test
wizard-change-settings = Modifier les réglages

## Test

wizard-test-title = Test
wizard-test-next-title = { $provider } ne fournit pas de base temporaire
wizard-test-next-body = Aucune copie d’essai ne peut donc y être faite d’ici.
wizard-test-until-unmeasured = Le temps en lecture seule de cette migration n’a pas été mesuré : la page suivante ne peut rien promettre.
wizard-test-until-original = Si la migration échoue, { $provider } supprime le nouveau serveur et l’original reprend le service.
wizard-test-until-advice = Pour une base de données importante, essayez d’abord la même migration sur une base qui l’est moins, ou choisissez une heure creuse.
wizard-test-reason = Pourquoi continuez-vous sans test ?
wizard-test-reason-hint = Vos mots sont conservés avec la migration et figurent dans son rapport.
wizard-test-reason-placeholder = Essayé la semaine dernière sur la base de préproduction
wizard-test-reason-error = Dites en quelques mots pourquoi vous continuez sans test.
wizard-test-reason-too-short = Quelques mots de plus, s’il vous plaît : ils doivent parler à qui lira le rapport.
wizard-to-migration = Continuer sans test

## Migration : relecture et confirmation

wizard-review-title = Relecture
wizard-review-intro = Lisez cette page. Rien n’a été modifié jusqu’ici, et rien ne le sera avant que vous n’appuyiez sur le bouton à la fin.
wizard-review-loading = Nouvelle lecture de l’ensemble avant votre décision…
wizard-review-observed = Relu { $age }, le { $date }.
wizard-review-change-title = Ce qui va changer
wizard-review-version-upgrade = { $database } passe de { $engine } { $from } à { $engine } { $to }.
wizard-review-version-unknown = { $database } passe à { $engine } { $to }. Sa version actuelle est inconnue.
wizard-review-version-in-place = { $database } passe sur un nouveau serveur de même version, { $engine } { $to }, avec ses correctifs de sécurité.
wizard-review-plan = Son plan devient { $plan }, au lieu de { $before }.
wizard-review-plan-unknown = Son plan devient { $plan }.
wizard-review-zone = Elle passe dans la zone { $zone }, au lieu de { $before }.
wizard-review-zone-unknown = Elle passe dans la zone { $zone }.
wizard-review-address = Son hôte et son nom de base changent. Les variables de la base de données suivent d’elles-mêmes.
wizard-review-credentials = Son utilisateur et son mot de passe peuvent changer.
wizard-review-direct-host = L’hôte et le port directs sont perdus et devront être générés à nouveau.
wizard-review-by-hand = Les adresses écrites à la main devront ensuite être modifiées par vous.
wizard-review-same-title = Ce qui ne changera pas
wizard-review-same-data = Les données : chaque table, chaque ligne et chaque objet est repris.
wizard-review-same-variables = Les noms des variables de connexion.
wizard-review-same-version = La version : { $engine } { $version }.
wizard-review-same-plan = Le plan : { $plan }.
wizard-review-same-zone = La zone : { $zone }.
wizard-review-who-title = Qui est concerné, et pour combien de temps
wizard-review-read-only = Du début à la fin, { $database } peut être lue mais pas modifiée : tout ce qui écrit reçoit une erreur.
wizard-review-read-only-unknown = La durée est inconnue, car elle n’a pas été mesurée sur une copie de test. Elle dépend de la quantité de données.
wizard-review-restarts = { $count ->
    [one] Une application redémarre à la fin : { $names }.
   *[other] { $count } applications redémarrent à la fin : { $names }.
}
wizard-review-restarts-none = Aucune application liée ne sera redémarrée.
wizard-review-cost-title = Ce que cela coûte
wizard-review-cost-known = { $after } par mois après la migration, { $before } par mois aujourd’hui.
wizard-review-cost-after-only = { $after } par mois après la migration. Le coût actuel est inconnu.
wizard-review-cost-before-only = { $before } par mois aujourd’hui. Le coût après la migration est inconnu.
wizard-review-cost-unknown = Inconnu. { $provider } n’indique aucun prix pour ce changement.
wizard-review-way-back-title = Le retour en arrière
wizard-review-way-back-failure = En cas d’échec, { $provider } supprime le nouveau serveur et l’original reprend le service, en lecture et en écriture.
wizard-review-way-back-none = Une fois la migration réussie, il n’y a pas de retour en arrière : le serveur d’origine est arrêté.
wizard-review-way-back-abort = Vous pouvez l’arrêter jusqu’au début de la bascule.
wizard-review-restore-point = La dernière sauvegarde connue date du { $date }. Ce qui a été écrit depuis n’y figure pas.
wizard-review-restore-point-none = Aucune sauvegarde n’est connue.
wizard-review-machine-title = Si cet ordinateur se met en veille, perd le réseau ou tombe en panne
wizard-review-machine-provider = La migration continue, car c’est { $provider } qui fait le travail. Quand Changeover se relance, il retrouve la migration et la suit jusqu’au bout. Il ne la lance jamais une seconde fois.
wizard-review-accepted-title = Ce que vous acceptez
wizard-review-accepted-none = Aucun avertissement à accepter.
wizard-review-test-title = Test
wizard-review-test-skipped = Non fait, parce que : { $reason }
wizard-gate-title = Confirmer la migration
wizard-gate-body-provider = Dès que vous appuyez sur le bouton, la migration commence et { $database } passe en lecture seule.
wizard-gate-body-transfer = Dès que vous appuyez sur le bouton, un nouveau serveur est créé pour { $database }. Elle passe en lecture seule quand la copie commence.
wizard-gate-body-guided = Dès que vous appuyez sur le bouton, Changeover se prépare. { $database } accepte les écritures jusqu’à ce que vous disiez que vous allez presser dans le panneau.
wizard-gate-no-return = Irréversible une fois réussie
wizard-gate-type-label = Saisissez { $name } pour confirmer
wizard-gate-type-hint-production = Cette base de données est marquée « production ».
wizard-gate-type-hint-unmarked = Cette base de données n’est pas marquée : elle est traitée comme une base de production. Vous pouvez coller le nom.
wizard-gate-type-hint = Vous pouvez coller le nom.
wizard-gate-type-empty = Saisissez le nom de la base de données : { $name }
wizard-gate-type-case = Les majuscules comptent. Le nom est { $name }
wizard-gate-type-mismatch = Ce n’est pas le nom de la base de données. Le nom est { $name }
wizard-gate-accept-title = Ces points sont apparus depuis que vous avez vu les contrôles
wizard-gate-confirm = Migrer la base de données
wizard-gate-starting = Lancement…
wizard-gate-look-again = Relire
wizard-gate-changed-title = Quelque chose a changé depuis que vous avez vu cette page
wizard-gate-changed-body = Rien n’a été lancé. La page a été relue : regardez-la encore une fois avant de confirmer.
wizard-gate-error-body = Relisez la page avant un nouvel essai : Changeover regarde d’abord si une migration a été lancée.
wizard-gate-blocked-title = Un contrôle s’y oppose
wizard-gate-blocked-body = Rien n’a été lancé. Revenez à la validation pour voir ce qui doit être réglé.
wizard-gate-to-validation = Passer à la validation
wizard-gate-already-title = Une migration de cette base de données est déjà en cours
wizard-gate-already-body = Ce clic n’a rien lancé.

## Continuer avec ou sans copie d’essai

wizard-test-without-title = Continuer sans test
wizard-test-without-intro = C’est possible, mais rien n’aura été mesuré, et la page suivante ne pourra promettre aucune durée.
wizard-test-panel-title = Testée dans le panneau
wizard-test-panel-intro = La copie a été comparée. Sa durée n’a pas été mesurée : la page suivante n’en promet aucune.
wizard-test-panel-note = Ce que le rapport en dit
wizard-to-migration-tested = Passer à la migration
wizard-review-test-done = Essayée sur une copie de vos données : { $label }.
wizard-review-read-only-measured = Sur la copie d’essai du { $date }, cela a duré { $time }.
wizard-review-read-only-by-copy = Notre propre copie de vos données a duré { $time } ({ $date }). La migration du fournisseur peut prendre un autre temps.

## L’essai du fournisseur, dans son panneau

wizard-test-guided-title = L’essai de { $provider }
wizard-test-guided-intro = { $provider } fait une copie du compte sur un serveur temporaire de la nouvelle version. Changeover la compare à votre base.
wizard-test-guided-open = Ouvrez le panneau à Avancé, Migrations.
wizard-test-guided-press = Ouvrez la migration avec la loupe et appuyez sur Tester. Cela prend un moment, et votre compte n’est pas modifié.
wizard-test-guided-type = Saisissez l’adresse que le panneau affiche, avec l’utilisateur et le mot de passe de votre base.
wizard-test-guided-page = Ouvrir le panneau
wizard-test-guided-address = Adresse affichée par le panneau
wizard-test-guided-compare = Comparer
wizard-test-guided-later = Ce qui a été écrit dans votre base depuis la copie est aussi une différence. Essayez aussi la copie avec votre application.
wizard-test-guided-reason = Essayée par l’essai de { $provider }, et comparée.
