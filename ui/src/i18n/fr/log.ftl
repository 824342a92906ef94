### Le journal d’une migration, ligne par ligne.

log-begun = La migration est confirmée et commence.
log-taken-up = Changeover a démarré et reprend cette migration.
log-resumed = La migration est reprise à la main.
log-stands-still = La migration est arrêtée sur cet ordinateur ({ $code }). Le fournisseur continue.
log-paused = La migration vous attend ({ $code }).
log-abort-asked = L’arrêt est demandé au fournisseur.
log-redeploy-asked = Le redémarrage de l’application { $application } est demandé.
log-start-accepted = Le fournisseur a accepté la migration { $migration }.
log-start-adopted = La migration { $migration } a été trouvée chez le fournisseur : elle avait été lancée.
log-start-answer-lost = La réponse au lancement s’est perdue ({ $code }). Rien n’est demandé deux fois.
log-start-probing = Recherche chez le fournisseur : la migration a-t-elle été lancée ?
log-start-absent = Le fournisseur ne liste pas de telle migration : elle n’a pas été lancée.
log-provider-heard = Le fournisseur répond à nouveau.
log-provider-silent = Le fournisseur ne répond pas ({ $code }). Nouvelle demande.
log-provider-ended = Le fournisseur dit que la migration est terminée : { $status }.
log-step = { $step } : { $status }
log-step-unknown = { $step } : { $status } (une étape que Changeover ne connaît pas, montrée telle quelle)
log-source-printed = L’original a été lu pendant qu’il était en lecture seule : tables { $tables }, lignes { $rows }.
log-source-not-printed = L’original n’a pas pu être lu pendant qu’il était en lecture seule ({ $reason }).
log-waiting-ready = Attente de la réponse du nouveau serveur.
log-ready = Le nouveau serveur répond, version { $version }.
log-variables-changed = { $count ->
    [0] Aucune variable de connexion n’a changé.
    [one] Une variable de connexion a changé.
   *[other] { $count } variables de connexion ont changé.
}
log-verified-equal = Les deux côtés sont identiques : tables { $tables }, lignes { $rows }.
log-verified-incomplete = Identiques pour ce qui a été comparé, mais tout n’a pas été contrôlé : tables { $tables }, lignes { $rows }.
log-verified-different = Les deux côtés diffèrent : tables { $tables }, lignes { $rows } comparées.
log-verified-not = Rien n’a pu être comparé.
log-applications = { $count ->
    [0] Aucune application n’est liée.
    [one] Une application liée regardée. Non redéployées : { $missing }.
   *[other] { $count } applications liées regardées. Non redéployées : { $missing }.
}
log-original-writable = L’original répond et accepte les écritures.
log-original-read-only = L’original répond, mais refuse les écritures.
log-original-silent = L’original ne répond pas.
log-original-not-looked-at = L’original n’a pas pu être regardé depuis cet ordinateur.
log-cut-off = Changeover s’est arrêté au milieu de cette migration : ce qui a été fait est défait.
log-backup-asked = Une sauvegarde est demandée au fournisseur : le point de restauration.
log-backup-made = Le point de restauration est là.
log-target-ordered = Une nouvelle base est commandée. Son nom contient { $label }.
log-target-answer-lost = La réponse à la commande s’est perdue ({ $code }). On regarde si la base est là ; rien n’est commandé deux fois.
log-target-created = Le fournisseur prépare la base { $target }.
log-target-adopted = La base { $target } a été trouvée chez le fournisseur : elle avait été commandée.
log-target-waiting = Attente de la réponse de la nouvelle base. Cela peut prendre des minutes.
log-target-ready = La nouvelle base répond, version { $version }.
log-both-checked = Les deux côtés vont ensemble. Tables à copier : { $count }.
log-freezing = La source passe en lecture seule. Les sessions en cours sont fermées.
log-copy-reading = Lecture de ce que contient la source.
log-copy-objects = Création des objets.
log-copy-rows = Copie des lignes.
log-copy-finishing = Construction des index et des contraintes.
log-copy-verifying = Comparaison des deux côtés.
log-carried = Les deux côtés sont égaux : lignes { $rows }. La nouvelle base est désormais celle qui compte.
log-handed-over = La nouvelle base { $name } est remise.
log-target-removed = La nouvelle base est supprimée.
log-target-left-over = La nouvelle base n’a pas encore pu être supprimée ({ $code }). Nouvel essai.
log-release-asked = L’ancienne base est libérée : sa suppression est demandée au fournisseur. Ses sauvegardes restent.
log-released = L’ancienne base est supprimée.

## Pourquoi une étape n’a pas été faite ou vérifiée

run-verification-reason-engine-not-known = Changeover ne sait pas encore lire ce moteur.
run-verification-reason-seen-too-late = Le fournisseur a été plus rapide que la comparaison : l’original avait disparu avant d’être lu.
run-verification-reason-address-not-known = L’adresse de la base n’a pas pu être lue.
run-verification-reason-print-took-too-long = La lecture complète a dépassé la durée permise.
run-verification-reason-migration-not-done = La migration ne s’est pas bien terminée : il n’y a rien à comparer.
run-verification-reason-rows-may-be-hidden = La sécurité par ligne peut cacher des lignes à cet utilisateur.
run-verification-reason-rights-missing = Il manque un droit pour tout lire.
run-verification-reason-login-refused = La base n’accepte pas cet utilisateur et ce mot de passe.
run-verification-reason-certificate-changed = Le serveur présente un autre certificat que celui qui a été retenu (CHG-NET-010). Ni l’utilisateur ni le mot de passe ne lui ont été envoyés.
run-verification-reason-not-trusted = Le serveur n’a pas pu prouver son identité (CHG-NET-005), ou n’offre pas de chiffrement. Ni l’utilisateur ni le mot de passe ne lui ont été envoyés.
run-verification-reason-source-not-printed = L’original n’a pas été lu pendant qu’il était en lecture seule.
run-verification-reason-not-supported = Le fournisseur ne propose pas cela.
run-verification-reason-applications-unreadable = Les applications liées n’ont pas pu être lues.
run-verification-reason-never-ordered = Aucune base n’a été commandée.
run-verification-reason-no-backup-on-demand = Le fournisseur ne fait pas de sauvegarde à la demande.
