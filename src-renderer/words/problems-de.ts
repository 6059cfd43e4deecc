import type { ProblemCode } from '../../src-shared/contract/problem.ts'

/** Every named failure, in German. */
export const problemsDe: Readonly<Record<ProblemCode, string>> = {
  'invalid-request':
    'Die Anfrage ist nicht verständlich. Berichtigen Sie das genannte Feld und senden Sie sie noch einmal.',
  'page-range-invalid':
    'Die Seitenangabe ist nicht verständlich. Schreiben Sie sie wie 1,3-5,-2; -2 ist die vorletzte Seite.',
  'no-file': 'Es kam keine Datei an. Senden Sie mindestens eine.',
  'too-many-files': 'Es kamen mehr Dateien an, als hier angenommen werden. Senden Sie weniger auf einmal.',
  'upload-cut-off': 'Die Übertragung endete, bevor die Datei vollständig war. Senden Sie sie noch einmal.',
  'key-needed': 'Dieser Dienst verlangt einen Schlüssel.',
  'host-refused':
    'Die Anfrage nennt einen Rechner, auf den dieser Dienst nicht hört. Nehmen Sie die Adresse, mit der er gestartet wurde.',
  'origin-refused':
    'Seiten anderer Herkunft dürfen diesen Dienst nicht benutzen. Erlauben Sie sie mit --allow-origin, wenn es Ihre sind.',
  'owner-only':
    'Das darf nur das Programm auf diesem Rechner ändern: in seinem Fenster, seiner Einstellungsdatei oder beim Start.',
  'route-not-found': 'Unter dieser Adresse gibt es nichts.',
  'job-not-found':
    'Es gibt keinen Auftrag mit dieser Nummer. Er wurde vielleicht gelöscht, oder seine Zeit war um.',
  'page-not-found': 'Der Auftrag hat keine Seite mit dieser Nummer.',
  'no-page-image':
    'Dokumente dieser Art haben Text, aber kein Bild ihrer Seiten. Öffnen Sie die Datei in ihrem eigenen Programm, um sie zu sehen.',
  'figure-not-found': 'Der Auftrag hat kein Bild mit diesem Namen.',
  'document-not-found': 'Der Auftrag hat kein Dokument mit dieser Nummer.',
  'callback-not-found': 'Der Auftrag hat keine Rückmeldung mit dieser Nummer.',
  'result-not-ready': 'Das Ergebnis ist noch nicht da. Fragen Sie wieder, wenn der Auftrag fertig ist.',
  'wrong-state': 'Der Auftrag ist in einem Stand, in dem das nicht geht.',
  'file-too-large': 'Die Datei ist größer, als dieser Dienst annimmt.',
  'too-many-pages':
    'Das Dokument hat mehr Seiten, als dieser Dienst in einem Auftrag annimmt. Geben Sie Seiten an.',
  'image-too-large':
    'Das Bild hat mehr Bildpunkte, als dieser Dienst annimmt. Senden Sie es in geringerer Auflösung.',
  'archive-bomb':
    'Ausgepackt wäre die Datei größer, als sich sicher lesen lässt. Teilen Sie das Dokument, oder speichern Sie es als PDF.',
  'libreoffice-needed':
    'Diese Art von Datei wird mit Hilfe von LibreOffice gelesen, das nicht gefunden wurde. Installieren Sie es, oder speichern Sie die Datei als DOCX, XLSX oder PPTX.',
  'not-supported':
    'Diese Art von Datei wird nicht unterstützt, sondern PDF, Bilder (PNG, JPEG, TIFF, WebP, BMP), DOCX, PPTX, XLSX, EPUB, HTML, Markdown, CSV und einfacher Text.',
  'empty-file': 'Die Datei ist leer. Prüfen Sie, ob sie vollständig gespeichert wurde.',
  'damaged-file':
    'Die Datei ist beschädigt und lässt sich nicht öffnen. Öffnen Sie sie in ihrem eigenen Programm und speichern Sie sie neu.',
  'protected-document':
    'Dieses Dokument lässt sich nur in seinem eigenen Programm öffnen. Speichern Sie es dort ohne Passwort oder anderen Schutz, und senden Sie das.',
  'password-needed': 'Das Dokument ist geschützt. Geben Sie sein Kennwort ein.',
  'password-wrong': 'Das Kennwort öffnet das Dokument nicht. Prüfen Sie es und versuchen Sie es noch einmal.',
  'no-pages': 'Das Dokument hat keine Seiten.',
  'option-invalid': 'Eine Angabe hat einen Wert, der nicht erlaubt ist.',
  'callback-refused':
    'Diese Adresse wird nicht angerufen. Wenn es Ihre ist, erlauben Sie sie in den Einstellungen oder mit --allow-callback.',
  'too-many-requests': 'Zu viele Anfragen. Warten Sie einen Augenblick und versuchen Sie es noch einmal.',
  'queue-full': 'Zu viele Aufträge warten. Versuchen Sie es wieder, wenn einige fertig sind.',
  'page-timeout':
    'Das Lesen dieser Seite dauerte zu lange und wurde beendet. Versuchen Sie es im Modus Schnell.',
  'page-memory': 'Das Lesen dieser Seite brauchte zu viel Speicher und wurde beendet.',
  'page-crashed': 'An dieser Seite ist der Leser zweimal abgestürzt; sie wurde aufgegeben.',
  'page-unreadable': 'Die Seite ist beschädigt und lässt sich nicht zeichnen.',
  'engine-garbage': 'Der Leser gab für diese Seite eine Antwort ohne Sinn.',
  'no-page-readable': 'Keine Seite des Auftrags war lesbar. Sehen Sie die Gründe bei den Seiten nach.',
  'model-missing': 'Eine Modelldatei fehlt. Installieren Sie Pageloom neu.',
  'model-altered': 'Eine Modelldatei ist nicht die mitgelieferte. Installieren Sie Pageloom neu.',
  internal: 'In Pageloom ging etwas schief. Das Protokoll hat die Einzelheiten unter der Nummer der Anfrage.',
  'workers-unavailable':
    'Gerade ist kein Leser bereit, die Datei anzusehen. Versuchen Sie es gleich noch einmal.',
  'redis-unreachable':
    'Redis ist nicht erreichbar. Aufträge bleiben erhalten und gehen von selbst weiter, wenn es wieder da ist.',
  'redis-unfit':
    'Dieses Redis würde Seiten verlieren oder abweisen. Ändern Sie das Genannte, oder lassen Sie REDIS_URL weg.',
  'no-page-worker':
    'Kein Seitenleser ist da. Starten Sie einen mit pageloom worker; Aufträge gehen von selbst weiter.',
  'server-stopping': 'Der Dienst hält an. Versuchen Sie es noch einmal, wenn er wieder da ist.',
  'storage-full':
    'Der Speicher ist fast voll. Schaffen Sie Platz oder löschen Sie alte Aufträge, dann versuchen Sie es noch einmal.',
  'data-folder-owned':
    'Ein anderes Pageloom benutzt diesen Datenordner. Beenden Sie es, oder wählen Sie mit --data-dir einen anderen.',
  'data-folder-unwritable':
    'In den Datenordner kann nicht geschrieben werden. Prüfen Sie seine Rechte, oder wählen Sie mit --data-dir einen anderen.',
  'database-newer':
    'Der Datenordner wurde von einem neueren Pageloom beschrieben. Installieren Sie das neuere, oder wählen Sie einen anderen Ordner.',
  'database-damaged':
    'Die Datenbank der Aufträge war beschädigt und wurde beiseitegelegt. Eine neue wurde begonnen.',
  'method-not-allowed': 'An dieser Adresse geht das nicht.',
  'request-too-slow': 'Die Anfrage kam zu langsam an und wurde beendet. Versuchen Sie es noch einmal.',
  'request-too-large': 'Die Anfrage ist größer, als hier angenommen wird.',
  'body-type-refused': 'Diese Art von Inhalt wird hier nicht angenommen.',
  'range-not-satisfiable': 'Der verlangte Teil liegt außerhalb der Datei.',
  'port-in-use':
    'Ein anderes Programm benutzt diesen Port. Beenden Sie es, oder wählen Sie mit --port einen anderen.',
}
