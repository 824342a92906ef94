# Réglages, coffre et aide.

## Langue et apparence
settings-look-title = Langue et apparence
settings-language = Langue
settings-language-system = Système
settings-language-en = English
settings-language-fr = Français
settings-theme = Couleurs
settings-theme-system = Système
settings-theme-light = Claires
settings-theme-dark = Sombres

## Le coffre
vault-title = Où sont gardés les secrets
vault-description = Les jetons et mots de passe restent sur cet ordinateur, à l’un de ces deux endroits. Les écrans ne les reçoivent jamais en retour.
vault-loading = Recherche d’un endroit où garder les secrets
vault-look-again = Vérifier à nouveau
vault-used = reçoit les nouveaux secrets
vault-keyring = Trousseau de cet ordinateur
vault-keyring-working = Opérationnel
vault-keyring-working-body = Une entrée par compte, protégée par votre session. Il n’y a rien à faire.
vault-keyring-locked = Verrouillé
vault-keyring-locked-body = Déverrouillez-le dans votre session (il s’ouvre d’ordinaire à la connexion), puis vérifiez à nouveau.
vault-keyring-unavailable = Indisponible
vault-keyring-unavailable-body = Aucun trousseau ne répond sur cet ordinateur. Vous pouvez utiliser un fichier à phrase secrète.
vault-file = Fichier à phrase secrète
vault-file-absent = Non utilisé
vault-file-absent-body = Un fichier chiffré, ouvert par une phrase que vous seul connaissez. Utile là où aucun trousseau ne fonctionne.
vault-file-locked = Verrouillé
vault-file-locked-body = Saisissez sa phrase secrète pour utiliser les comptes dont il garde les secrets.
vault-file-open = Ouvert
vault-file-open-body = Ouvert jusqu’à ce que vous le verrouilliez ou fermiez l’application.
vault-file-damaged = Endommagé
vault-file-damaged-body = Le fichier est illisible. Remettez sa dernière sauvegarde à sa place, ou reconnectez-vous à ses comptes.
vault-choose-file = Utiliser un fichier à phrase secrète
vault-file-means-title = Ce qu’implique un fichier à phrase secrète
vault-file-means-open = Vous saisissez la phrase à chaque démarrage de l’application.
vault-file-means-lost = Si vous l’oubliez, personne ne peut ouvrir le fichier : vous vous reconnectez à chaque compte.
vault-file-means-weak = Quiconque copie le fichier peut essayer des phrases à loisir. Choisissez-en une longue.
vault-passphrase = Phrase secrète
vault-passphrase-hint = Au moins { $shortest } caractères ; quatre ou cinq mots sans rapport, c’est mieux.
vault-passphrase-again = La même phrase, une seconde fois
vault-passphrase-short = Utilisez au moins { $shortest } caractères.
vault-passphrase-differs = Les deux phrases ne sont pas identiques.
vault-passphrase-wrong = Ce n’est pas la phrase secrète de ce fichier.
vault-understood = Je comprends qu’une phrase oubliée ne peut pas être retrouvée.
vault-understood-missing = Cochez la case pour continuer.
vault-create = Créer le fichier
vault-unlock = Ouvrir le fichier
vault-lock = Verrouiller
vault-none-title = Les secrets ne peuvent pas être gardés pour l’instant
vault-none-body = Tant que le trousseau ne fonctionne pas et qu’aucun fichier à phrase secrète n’existe, aucun compte ne peut être ajouté ni utilisé.
vault-notice-title = Les secrets ne peuvent pas encore être gardés
vault-notice-body = Les comptes ont besoin d’un endroit pour leurs secrets : un trousseau qui fonctionne, ou un fichier à phrase secrète que vous choisissez.
vault-indicator = Secrets
vault-standing-keyring = Dans le trousseau
vault-standing-file = Fichier ouvert
vault-standing-file-locked = Fichier verrouillé
vault-standing-file-damaged = Fichier endommagé
vault-standing-keyring-locked = Trousseau verrouillé
vault-standing-none = Nulle part où les garder
vault-standing-unknown = Vérification…

## Aide
help-description = Ce qu’est cette application, ce qui quitte cet ordinateur, et ce dont elle ne peut pas vous protéger.
about-title = Cet exemplaire
about-loading = Lecture des informations
about-version = Version
about-folder = Dossier des données
about-contacted-title = Ce qui quitte cet ordinateur
about-contacted-body = Chaque hôte contacté depuis le démarrage, d’après le journal des requêtes réelles. Il n’y a ni télémétrie ni compte chez nous.
about-contacted-none = Rien n’a encore été contacté.
about-host = Hôte
about-requests = Requêtes
about-limits-title = À savoir
about-limits-secrets = Les secrets vont de vous au trousseau ou au fichier à phrase secrète, puis de là au fournisseur. Ils ne sont plus jamais affichés, ni journalisés, ni écrits dans un rapport.
about-limits-machine = Un administrateur de cet ordinateur, ou un logiciel malveillant qui le contrôle pendant que le coffre est ouvert, peut lire ce que vous pouvez lire. Aucune application ne peut l’empêcher.
about-limits-nothing = Avant tout changement chez votre fournisseur, vous voyez ce qui va se passer et on vous demande de le confirmer.

## Les serveurs retenus par leur certificat

certificates-title = Serveurs retenus
certificates-body = Un serveur dont l’adresse ne demande que le chiffrement est retenu par le certificat qu’il présente à la première connexion. Un autre certificat est refusé tant que l’ancien n’est pas oublié ici.
certificates-loading = Lecture des serveurs retenus
certificates-none = Aucun serveur n’est retenu.
certificates-server = Serveur
certificates-print = Certificat
certificates-since = Depuis
certificates-actions = Actions
certificates-vouched = Reconnu par cet ordinateur
certificates-forget = Oublier
certificates-forget-server = Oublier { $server }
certificates-question = Oublier { $server } ?
certificates-question-body = Le prochain certificat que le serveur présentera sera admis et retenu. Faites-le si vous savez qu’il a été renouvelé.
certificates-keep = Le garder
