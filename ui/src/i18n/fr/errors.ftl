### Chaque erreur par son code : ce qui s’est passé, ce que cela signifie. Puis la seule chose à faire.

## Le réseau

error-chg-net-001-title = Le nom du serveur est introuvable
error-chg-net-001-body = Ce réseau ne connaît pas le nom indiqué dans l’adresse. Rien n’a été envoyé.
error-chg-net-002-title = Rien ne répond à cette adresse
error-chg-net-002-body = La connexion a été refusée ou n’a pas trouvé de chemin. Rien n’a été envoyé.
error-chg-net-003-title = Pas de réponse à temps
error-chg-net-003-body = L’autre côté a été joint mais n’a pas répondu. On ne sait pas si la demande a pris effet ; Changeover regarde avant de faire quoi que ce soit d’autre.
error-chg-net-004-title = La connexion s’est interrompue
error-chg-net-004-body = La connexion s’est arrêtée avant la fin de la réponse. On ne sait pas si la demande a pris effet ; Changeover regarde avant de faire quoi que ce soit d’autre.
error-chg-net-005-title = L’autre côté n’a pas pu prouver son identité
error-chg-net-005-body = Son certificat n’est pas reconnu, a expiré ou porte un autre nom. Aucun identifiant n’a été envoyé.
error-chg-net-006-title = La connexion ne peut pas être chiffrée
error-chg-net-006-body = L’autre côté ne propose pas de chiffrement, ou aucun qui soit sûr aujourd’hui. Aucun identifiant n’a été envoyé.
error-chg-net-007-title = La réponse renvoie à une autre adresse
error-chg-net-007-body = Vos identifiants ne suivent pas un tel détour : la nouvelle adresse pourrait appartenir à n’importe qui. Seule la première adresse a vu la demande.
error-chg-net-008-title = Un proxy refuse le passage
error-chg-net-008-body = Le proxy de ce réseau ne laisse pas passer la demande, ou demande sa propre connexion.
error-chg-net-009-title = Aucun identifiant n’est envoyé à cette adresse
error-chg-net-009-body = L’adresse n’est pas chiffrée, ou n’est pas une adresse à laquelle ces identifiants sont destinés. Rien n’a été envoyé.
error-chg-net-010-title = Ce serveur présente un autre certificat qu’auparavant
error-chg-net-010-body = Changeover a retenu son certificat à la première rencontre ; celui-ci en est un autre. Soit le serveur a été réinstallé, soit quelqu’un s’est placé entre les deux. Ni utilisateur ni mot de passe n’a été envoyé. Si vous connaissez la cause du changement, faites oublier l’ancien certificat ; sinon, demandez à qui gère le serveur.
error-chg-net-011-title = Le serveur demande un certificat client
error-chg-net-011-body = Il n’admet que qui présente un certificat qu’il connaît ; il n’y en a pas, ou il n’accepte pas celui-ci. Sans lui, le mot de passe ne suffit pas. Rien n’a été lu ni écrit.

## L’interface du fournisseur

error-chg-api-001-title = La réponse est illisible
error-chg-api-001-body = Ce qui est revenu n’a pas la forme que le fournisseur décrit, par exemple une page web au lieu de données. Cela n’a pas été pris pour une réponse.
error-chg-api-002-title = La réponse est bien trop grande
error-chg-api-002-body = Il est revenu plus que cette demande ne peut donner. La lecture a été arrêtée et ce qui était arrivé a été jeté.
error-chg-api-003-title = Le fournisseur n’est pas disponible
error-chg-api-003-body = Il se dit surchargé ou en maintenance. Vos bases de données ne sont pas concernées par ce message.
error-chg-api-004-title = Trop de demandes
error-chg-api-004-body = Le fournisseur demande de ralentir. Changeover attend et reprend de lui-même quand c’est possible.
error-chg-api-005-title = Le fournisseur refuse
error-chg-api-005-body = Il a compris la demande et l’a rejetée. Ses propres mots sont dans les détails.
error-chg-api-006-title = Le fournisseur ne connaît pas cela
error-chg-api-006-body = Ce qui est demandé n’existe pas (ou plus) chez lui, ou ce compte ne peut pas le voir.
error-chg-api-007-title = Le fournisseur attend d’abord un paiement
error-chg-api-007-body = L’organisation n’a pas de moyen de paiement valable, ou doit une somme. Rien n’a été changé.
error-chg-api-008-title = Plus de place dans cette zone pour ce plan
error-chg-api-008-body = Le fournisseur n’a pas de serveur libre pour ce choix en ce moment. Rien n’a été changé.
error-chg-api-009-title = Ce fournisseur ne sait pas le faire
error-chg-api-009-body = Ce qui est demandé ne fait pas partie de ce qu’il propose pour cette base de données.

## La connexion au compte

error-chg-aut-001-title = Le compte est déconnecté
error-chg-aut-001-body = Le fournisseur n’accepte plus les identifiants : ils ont expiré ou ont été révoqués. Une migration en cours continue chez le fournisseur.
error-chg-aut-002-title = Il manque un droit au compte
error-chg-aut-002-body = Les identifiants sont acceptés, mais son rôle ne permet pas cela.
error-chg-aut-003-title = La connexion n’a pas abouti
error-chg-aut-003-body = Elle a été annulée, ou l’accord n’a pas été donné. Aucun compte n’a été ajouté ni modifié.
error-chg-aut-004-title = Cette réponse appartient à une autre connexion
error-chg-aut-004-body = Le navigateur est revenu avec la réponse à une connexion qui n’a pas été lancée ici. Elle a été jetée.
error-chg-aut-005-title = Cela ne ressemble pas à un identifiant de ce fournisseur
error-chg-aut-005-body = Ce qui a été saisi a une autre forme : il en manque peut-être une partie, ou autre chose a été copié avec. Rien n’a été envoyé.

## Là où les secrets sont gardés

error-chg-vlt-001-title = Le trousseau ne peut pas être utilisé
error-chg-vlt-001-body = Cet ordinateur n’a pas de trousseau pour les mots de passe, ou il ne répond pas. Les secrets ne sont jamais gardés sans l’un ou l’autre : un trousseau, ou un fichier protégé par une phrase secrète que vous choisissez.
error-chg-vlt-002-title = Le trousseau est verrouillé
error-chg-vlt-002-body = Le trousseau de cet ordinateur attend son mot de passe. Ce qu’il contient est en sécurité.
error-chg-vlt-003-title = Le fichier à phrase secrète est verrouillé
error-chg-vlt-003-body = Les secrets sont dedans, et il n’a pas été ouvert depuis le démarrage de Changeover.
error-chg-vlt-004-title = La phrase secrète n’ouvre pas le fichier
error-chg-vlt-004-body = Le fichier est en ordre et n’a pas été modifié. Rien ne permet de se passer de la phrase secrète.
error-chg-vlt-005-title = Le fichier à phrase secrète est abîmé
error-chg-vlt-005-body = Son contenu n’est pas ce qui a été écrit. Il est resté tel quel. Les secrets qu’il contenait peuvent être refaits chez les fournisseurs.
error-chg-vlt-006-title = Le secret de ce compte manque
error-chg-vlt-006-body = Il n’est ni dans le trousseau ni dans le fichier à phrase secrète. Un autre programme l’a peut-être retiré.
error-chg-vlt-007-title = Le secret est trop long pour le trousseau
error-chg-vlt-007-body = Le trousseau de ce système ne garde que des secrets courts. Il n’a pas été coupé ; rien n’a été gardé.
error-chg-vlt-008-title = Le fichier à phrase secrète vient d’une version plus récente
error-chg-vlt-008-body = Une version plus récente de Changeover l’a écrit sous une forme que celle-ci ne sait pas lire. Il est resté tel quel.

## Ce que Changeover retient

error-chg-sto-001-title = Les données viennent d’une version plus récente
error-chg-sto-001-body = Une version plus récente de Changeover les a écrites sous une forme que celle-ci ne sait pas lire. Elles sont restées telles quelles.
error-chg-sto-002-title = Les données de Changeover sont abîmées
error-chg-sto-002-body = Le fichier des comptes et de l’historique n’est pas lisible comme il le devrait. Vos bases de données ne sont pas touchées : elles sont chez le fournisseur. Une copie datée se trouve à côté du fichier.
error-chg-sto-003-title = Changeover ne peut pas écrire sur le disque
error-chg-sto-003-body = Le disque est plein, ou le dossier est protégé en écriture. Rien n’est commencé qui ne puisse d’abord être noté.
error-chg-sto-004-title = Une autre copie de Changeover travaille
error-chg-sto-004-body = Elle occupe le dossier des données ; deux à la fois pourraient se gêner. Une migration en cours continue.

## Les bases de données

error-chg-dbs-001-title = La base de données est injoignable
error-chg-dbs-001-body = Pas de connexion depuis cet ordinateur. Le fournisseur et vos applications peuvent encore la joindre.
error-chg-dbs-002-title = La base de données refuse la connexion
error-chg-dbs-002-body = Elle n’accepte pas cet utilisateur ou ce mot de passe.
error-chg-dbs-003-title = Il manque un droit dans la base de données
error-chg-dbs-003-body = L’utilisateur ne peut pas lire ou faire quelque chose dont ce travail a besoin. Les détails le nomment.
error-chg-dbs-004-title = La base de données refuse une instruction
error-chg-dbs-004-body = Ses propres mots sont dans les détails. Ce qui a été refusé n’a rien changé.
error-chg-dbs-005-title = Cette version de la base de données n’est pas connue
error-chg-dbs-005-body = Changeover n’est pas fait pour elle, et ne devine pas.
error-chg-dbs-006-title = Quelque chose ne peut pas être transporté
error-chg-dbs-006-body = La source contient un objet que la copie ne saurait pas reproduire. Les détails le nomment. Rien n’est laissé de côté en silence.
error-chg-dbs-007-title = La cible n’est pas vide
error-chg-dbs-007-body = Elle contient déjà quelque chose, et rien n’y est écrasé.
error-chg-dbs-008-title = La source et la cible sont la même base de données
error-chg-dbs-008-body = Les deux adresses mènent au même endroit. Rien n’a été lu ni écrit.
error-chg-dbs-009-title = Des lignes peuvent être cachées
error-chg-dbs-009-body = La sécurité par ligne s’applique à cet utilisateur : une copie pourrait manquer des lignes sans s’en apercevoir. Rien n’a été copié.
error-chg-dbs-010-title = L’adresse ne mène pas directement à un seul serveur
error-chg-dbs-010-body = Quelque chose entre cet ordinateur et la base de données (un gestionnaire de connexions ou un répartiteur de charge) donne à chaque connexion une autre session ou un autre serveur. Une copie ou une comparaison pourrait les mélanger. Rien n’a été écrit.
error-chg-dbs-011-title = Une table a été vidée ou réécrite pendant sa lecture
error-chg-dbs-011-body = Ses lignes du moment de la lecture ont disparu, et manqueraient à la copie. Une maintenance comme TRUNCATE, VACUUM FULL ou le changement d’une colonne a cet effet. La source elle-même est telle que cette maintenance l’a laissée.
error-chg-dbs-012-title = Le disque de la base de données est plein
error-chg-dbs-012-body = Le serveur n’a plus de place pour ce qui est écrit. La source est inchangée.
error-chg-dbs-013-title = La base de données manque de mémoire
error-chg-dbs-013-body = Le serveur refuse le travail, faute de mémoire ou de places pour les verrous. La source est inchangée.
error-chg-dbs-014-title = La base de données n’accepte plus de connexions
error-chg-dbs-014-body = Le serveur ou cet utilisateur a atteint son nombre de connexions.
error-chg-dbs-015-title = Quelqu’un d’autre tient un verrou
error-chg-dbs-015-body = Une autre session garde une table dont le travail a besoin, et ne l’a pas rendue à temps. Les détails nomment ce travail.
error-chg-dbs-016-title = Le mot de passe de la base n’est pas connu
error-chg-dbs-016-body = Le fournisseur ne le communique pas, et le compte n’en a pas pour cette base. Connectez-vous à nouveau en donnant un utilisateur de bases de données et son mot de passe.
error-chg-dbs-017-title = La source ne peut pas passer en lecture seule
error-chg-dbs-017-body = Quelqu’un pourrait continuer d’y écrire ; les détails disent qui. Rien n’a été copié, et la source est comme avant.
error-chg-dbs-018-title = On a écrit dans la source pendant la lecture seule
error-chg-dbs-018-body = Quelque chose y écrit malgré tout : ces lignes manquent dans la cible. La source fait foi, et on peut de nouveau y écrire.
error-chg-dbs-019-title = Le disque de la cible est trop petit
error-chg-dbs-019-body = Une copie demande la taille des données, un quart en plus et de la place pour le journal du serveur. Rien n’a été commencé.
error-chg-dbs-020-title = La copie irait dans le mauvais sens
error-chg-dbs-020-body = La cible est le serveur le plus ancien, ou la source ne contient aucune table alors que la cible est pleine : les deux semblent inversées. Rien n’a été écrit ni d’un côté ni de l’autre.

## Les migrations

error-chg-run-001-title = Une version inférieure ne peut pas être choisie
error-chg-run-001-body = On ne ramène pas ici une base de données à une version antérieure. Rien n’a été changé.
error-chg-run-002-title = Un contrôle s’y oppose
error-chg-run-002-body = Au moins un contrôle dit que cette migration se passerait mal. Rien n’a été changé.
error-chg-run-003-title = Une migration de cette base de données est en cours
error-chg-run-003-body = Une seule peut avoir lieu à la fois. Rien n’a été lancé.
error-chg-run-004-title = Le plan a changé depuis que vous l’avez vu
error-chg-run-004-body = La base de données, le prix ou un contrôle n’est plus comme il a été montré. Rien n’a été lancé : regardez d’abord à nouveau.
error-chg-run-005-title = Le nom ne correspond pas
error-chg-run-005-body = Ce qui a été saisi n’est pas le nom de cette base de données. Rien n’a été lancé.
error-chg-run-006-title = Un avertissement n’a pas été accepté
error-chg-run-006-body = Pour continuer, il faut dire oui à chaque avertissement. Rien n’a été lancé.
error-chg-run-007-title = Ce n’est pas possible maintenant
error-chg-run-007-body = Ce qui est demandé ne convient pas à la situation du moment. Rien n’a été changé.
error-chg-run-008-title = La migration a échoué chez le fournisseur
error-chg-run-008-body = Le fournisseur l’a terminée sans succès. La page de la migration dit où sont vos données.
error-chg-run-009-title = Les deux côtés diffèrent
error-chg-run-009-body = Après la migration, quelque chose n’est pas identique des deux côtés. Le résultat nomme chaque différence.
error-chg-run-010-title = On ne sait pas si la migration a été lancée
error-chg-run-010-body = La réponse s’est perdue, et la liste du fournisseur ne permet pas de trancher. Rien n’est demandé deux fois.
error-chg-run-011-title = La cible contient un transfert inachevé
error-chg-run-011-body = Un transfert précédent vers cette base de données s’est arrêté en chemin. La source est inchangée ; la cible ne sert à rien tant qu’il n’est pas achevé.
error-chg-run-012-title = Le transfert ne peut pas reprendre
error-chg-run-012-body = La source ou la cible n’est plus ce qu’elle était à l’arrêt. Les détails disent quoi. La source est inchangée.
error-chg-run-013-title = La source serait restée trop longtemps en lecture seule
error-chg-run-013-body = Le travail n’était pas fini dans le temps fixé : il a été arrêté. La source fait foi, et on peut de nouveau y écrire.
error-chg-run-014-title = Rien n’a été pressé à temps dans le panneau
error-chg-run-014-body = Le serveur a toujours son ancienne version. Rien n’est perdu et l’on peut de nouveau écrire dans la base. Dites quand vous allez presser, et tout recommence.

## La saisie et les fichiers

error-chg-inp-001-title = Une saisie ne peut pas être utilisée
error-chg-inp-001-body = Les détails disent laquelle et pourquoi. Rien n’a été changé.
error-chg-inp-002-title = Le fichier ne peut pas être lu
error-chg-inp-002-body = Il manque, ne peut pas être ouvert, ou n’est pas ce qu’il devrait être.

## Le cloud d’entraînement

error-chg-pra-001-title = Aucun serveur pour s’entraîner
error-chg-pra-001-body = Le cloud d’entraînement fait tourner de vrais serveurs de bases de données, et aucun n’a été trouvé sur cet ordinateur.
error-chg-pra-002-title = Un serveur d’entraînement n’a pas démarré
error-chg-pra-002-body = Les détails contiennent ce qu’il a dit en dernier. Rien n’est touché hors du cloud d’entraînement.
error-chg-pra-003-title = Le scénario ne peut pas être utilisé
error-chg-pra-003-body = Le fichier qui décrit le cloud d’entraînement n’est pas comme il le devrait. Les détails nomment l’endroit.

## Tout le reste

error-chg-gen-001-title = Arrêté
error-chg-gen-001-body = Le travail a été arrêté comme vous l’avez demandé.
error-chg-gen-002-title = Un défaut de Changeover
error-chg-gen-002-body = Il s’est passé quelque chose qui ne devrait pas arriver. Ce qui était noté avant est en sécurité ; le défaut lui-même n’a pas touché vos bases de données.
error-chg-gen-003-title = Le gardien de la source ne peut pas démarrer
error-chg-gen-003-body = Tant qu’une source est en lecture seule, un second processus de Changeover veille sur elle et la rend de nouveau modifiable si Changeover disparaît. Il n’a pas démarré : rien n’a été mis en lecture seule et rien n’a changé. Si Changeover a été mis à jour pendant qu’il était ouvert, fermez-le, rouvrez-le et recommencez.

## La seule chose à faire

remedy-try-later = Attendez un peu, puis réessayez.
remedy-check-network = Vérifiez la connexion de cet ordinateur : câble, Wi-Fi, VPN, pare-feu.
remedy-check-address = Vérifiez l’adresse : est-elle complète, est-ce la bonne ?
remedy-check-certificates = Vérifiez la date de cet ordinateur, ses certificats et le fichier d’autorité de l’adresse (sslrootcert), ou demandez à qui gère le serveur ou le réseau.
remedy-check-client-certificate = Indiquez le certificat client et sa clé dans l’adresse (sslcert, sslkey), ou demandez-les à qui gère le serveur.
remedy-sign-in-again = Connectez-vous à nouveau. Ce qui est en cours reprend ensuite.
remedy-ask-for-right = Demandez ce droit à la personne qui gère l’organisation ou la base de données.
remedy-contact-support = Écrivez au support du fournisseur avec la référence ci-dessous.
remedy-unlock-vault = Déverrouillez le trousseau ou le fichier à phrase secrète, puis réessayez.
remedy-choose-passphrase-file = Choisissez un fichier protégé par une phrase secrète pour garder les secrets.
remedy-restore-backup = Remettez une copie du fichier à sa place, ou mettez-le de côté et recommencez à neuf.
remedy-update-application = Installez la version la plus récente de Changeover.
remedy-free-disk-space = Libérez de la place sur le disque, ou redonnez le droit d’écrire dans le dossier.
remedy-close-other-copy = Fermez l’autre copie de Changeover, puis réessayez.
remedy-change-settings = Changez les réglages de la migration.
remedy-correct-input = Corrigez ce qui a été saisi.
remedy-look-at-provider = Regardez d’abord les pages du fournisseur.
remedy-install-servers = Installez les serveurs d’entraînement, puis réessayez.
remedy-use-direct-address = Utilisez l’adresse directe du serveur : votre hébergeur l’indique à côté de celle du gestionnaire de connexions, souvent avec un autre port. Un gestionnaire en mode session convient aussi.
remedy-resume-transfer = Reprenez-le, ou videz la cible pour recommencer.
remedy-empty-target = Videz la cible ou prenez-en une autre, puis recommencez.
remedy-enlarge-database = Donnez plus de place à la base de données, par exemple avec un plus grand plan, puis reprenez.
remedy-fewer-jobs = Fermez d’autres connexions, ou travaillez avec moins de connexions à la fois, puis reprenez.
remedy-stop-writers = Trouvez ce qui écrit dans la source par d’autres voies (ses sessions le nomment) et arrêtez-le, puis recommencez.
remedy-swap-ends = Inversez la source et la cible si elles ont été confondues. Sinon, choisissez une cible vide de la même version ou d’une version ultérieure.
remedy-nothing = Il n’y a rien à faire.
remedy-report-defect = Signalez-le aux auteurs de Changeover, avec le code et les détails.
