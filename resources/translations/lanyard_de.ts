<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Ui::ActivityModel</name>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Sign-in failed</source>
        <translation>Anmeldung fehlgeschlagen</translation>
    </message>
    <message>
        <source>Refreshed</source>
        <translation>Erneuert</translation>
    </message>
    <message>
        <source>Refresh failed</source>
        <translation>Erneuern fehlgeschlagen</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>Token handed out</source>
        <translation>Token ausgegeben</translation>
    </message>
    <message>
        <source>Token refused</source>
        <translation>Token verweigert</translation>
    </message>
    <message>
        <source>Kubeconfig written</source>
        <translation>Kubeconfig geschrieben</translation>
    </message>
    <message>
        <source>Context switched</source>
        <translation>Kontext gewechselt</translation>
    </message>
    <message>
        <source>Agent started</source>
        <translation>Agent gestartet</translation>
    </message>
    <message>
        <source>Agent stopped</source>
        <translation>Agent beendet</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>ok</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>Gefragt hat</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Wofür</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
</context>
<context>
    <name>Ui::ActivityPage</name>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Filter: who, what, for what</source>
        <translation>Filtern: wer, was, wofür</translation>
    </message>
    <message>
        <source>Filter the activity</source>
        <translation>Aktivität filtern</translation>
    </message>
    <message>
        <source>Only you can read this log. No token is ever written to it.</source>
        <translation>Nur Sie können dieses Protokoll lesen. Ein Token wird nie hineingeschrieben.</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
</context>
<context>
    <name>Ui::AddClusterPage</name>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Add a cluster</source>
        <translation>Cluster hinzufügen</translation>
    </message>
    <message>
        <source>Address of the &amp;API server</source>
        <translation>Adresse des &amp;API-Servers</translation>
    </message>
    <message>
        <source>The server: line of a kubeconfig, or ask whoever runs the cluster.</source>
        <translation>Die Zeile „server:“ einer kubeconfig; sonst weiß es, wer den Cluster betreibt.</translation>
    </message>
    <message>
        <source>The fingerprint matches, &amp;trust it</source>
        <translation>Der Fingerabdruck stimmt, &amp;vertrauen</translation>
    </message>
    <message>
        <source>Choose an authority &amp;file…</source>
        <translation>&amp;Datei der Zertifizierungsstelle wählen…</translation>
    </message>
    <message>
        <source>Authority of the API server</source>
        <translation>Zertifizierungsstelle des API-Servers</translation>
    </message>
    <message>
        <source>Certificates (*.crt *.pem *.cer);;All files (*)</source>
        <translation>Zertifikate (*.crt *.pem *.cer);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>&amp;Kind of provider</source>
        <translation>Art des An&amp;bieters</translation>
    </message>
    <message>
        <source>&amp;Issuer</source>
        <translation>&amp;Aussteller (issuer)</translation>
    </message>
    <message>
        <source>&amp;Client ID</source>
        <translation>&amp;Client-ID</translation>
    </message>
    <message>
        <source>The API server must accept it as the audience (--oidc-client-id).</source>
        <translation>Der API-Server muss sie als Zielgruppe annehmen (--oidc-client-id).</translation>
    </message>
    <message>
        <source>Sc&amp;opes</source>
        <translation>Sc&amp;opes</translation>
    </message>
    <message>
        <source>offline_access lets you stay signed in longer.</source>
        <translation>Mit offline_access bleiben Sie länger angemeldet.</translation>
    </message>
    <message>
        <source>empty: the authorities of this computer</source>
        <translation>leer: die Zertifizierungsstellen dieses Rechners</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>Browse for the provider&apos;s authority file</source>
        <translation>Datei der Zertifizierungsstelle des Anbieters suchen</translation>
    </message>
    <message>
        <source>A&amp;uthority file of the provider</source>
        <translation>&amp;Zertifizierungsstelle des Anbieters</translation>
    </message>
    <message>
        <source>Authority of the provider</source>
        <translation>Zertifizierungsstelle des Anbieters</translation>
    </message>
    <message>
        <source>&amp;Sign in with your browser</source>
        <translation>Im Browser an&amp;melden</translation>
    </message>
    <message>
        <source>If no browser has opened, copy this address into one on this computer:</source>
        <translation>Falls sich kein Browser geöffnet hat, öffnen Sie diese Adresse in einem Browser auf diesem Rechner:</translation>
    </message>
    <message>
        <source>Sign-in address</source>
        <translation>Anmeldeadresse</translation>
    </message>
    <message>
        <source>Co&amp;py address</source>
        <translation>Adresse &amp;kopieren</translation>
    </message>
    <message>
        <source>Stop waiting</source>
        <translation>Nicht länger warten</translation>
    </message>
    <message>
        <source>Not asked yet.</source>
        <translation>Noch nicht gefragt.</translation>
    </message>
    <message>
        <source>What the provider says about you</source>
        <translation>Was der Anbieter über Sie sagt</translation>
    </message>
    <message>
        <source>&amp;Name of the context</source>
        <translation>&amp;Name des Kontexts</translation>
    </message>
    <message>
        <source>Na&amp;mespace</source>
        <translation>Na&amp;mespace</translation>
    </message>
    <message>
        <source>&amp;Use it at once (make it the current context)</source>
        <translation>&amp;Gleich verwenden (zum aktuellen Kontext machen)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Leave without writing anything (Esc)</source>
        <translation>Verlassen, ohne etwas zu schreiben (Esc)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>These lines will be written to %1:</source>
        <translation>Diese Zeilen werden nach %1 geschrieben:</translation>
    </message>
    <message>
        <source>Waiting for you to finish in your browser…</source>
        <translation>Warten, bis Sie im Browser fertig sind…</translation>
    </message>
    <message>
        <source>%1 opens in your browser. You sign in there; Lanyard never sees your password.</source>
        <translation>%1 öffnet sich in Ihrem Browser. Dort melden Sie sich an; Lanyard sieht Ihr Passwort nie.</translation>
    </message>
    <message>
        <source>&amp;Write it</source>
        <translation>&amp;Schreiben</translation>
    </message>
    <message>
        <source>&amp;Show the cluster</source>
        <translation>Cluster an&amp;zeigen</translation>
    </message>
    <message>
        <source>C&amp;ontinue</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>“%1” is in your kubeconfig</source>
        <translation>„%1“ steht in Ihrer kubeconfig</translation>
    </message>
    <message>
        <source>You closed the browser? Stop waiting, then sign in again.
It shows an error instead of the sign-in? Then the provider does not know the client “%1”, or not its redirect address: stop waiting and check the client ID, or ask the provider&apos;s administrator to allow http://127.0.0.1/* there.</source>
        <translation>Browser geschlossen? Beenden Sie das Warten und melden Sie sich dann erneut an.
Zeigt er einen Fehler statt der Anmeldung? Dann kennt der Anbieter den Client „%1“ oder dessen Weiterleitungsadresse nicht: Beenden Sie das Warten und prüfen Sie die Client-ID, oder bitten Sie den Administrator des Anbieters, dort http://127.0.0.1/* zu erlauben.</translation>
    </message>
</context>
<context>
    <name>Ui::AddClusterViewModel</name>
    <message>
        <source>The address must look like https://host:6443</source>
        <translation>Die Adresse muss so aussehen: https://host:6443</translation>
    </message>
    <message>
        <source>Looking at the server&apos;s certificate…</source>
        <translation>Das Zertifikat des Servers wird angesehen…</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is trusted by this computer</source>
        <translation>Dieser Rechner vertraut dem Zertifikat des Servers</translation>
    </message>
    <message>
        <source>The server has an authority of its own. Compare its fingerprint with the one your administrator gave you:</source>
        <translation>Der Server hat eine eigene Zertifizierungsstelle. Vergleichen Sie ihren Fingerabdruck mit dem, den Sie von der Administration bekommen haben:</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is signed by an authority this computer does not know</source>
        <translation>Das Zertifikat des Servers stammt von einer Stelle, die dieser Rechner nicht kennt</translation>
    </message>
    <message>
        <source>Choose the authority&apos;s file (often ca.crt).</source>
        <translation>Wählen Sie die Datei der Zertifizierungsstelle (oft ca.crt).</translation>
    </message>
    <message>
        <source>You trust this authority for this cluster</source>
        <translation>Sie vertrauen dieser Stelle für diesen Cluster</translation>
    </message>
    <message>
        <source>The authority of this file is used</source>
        <translation>Die Zertifizierungsstelle dieser Datei wird verwendet</translation>
    </message>
    <message>
        <source>Asking the provider…</source>
        <translation>Der Anbieter wird gefragt…</translation>
    </message>
    <message>
        <source>secure browser sign-in (PKCE)</source>
        <translation>sichere Anmeldung im Browser (PKCE)</translation>
    </message>
    <message>
        <source>long sign-ins</source>
        <translation>lange Anmeldungen</translation>
    </message>
    <message>
        <source>a groups scope</source>
        <translation>einen Scope für Gruppen</translation>
    </message>
    <message>
        <source>The provider answered and the issuer matches</source>
        <translation>Der Anbieter hat geantwortet, der Aussteller stimmt</translation>
    </message>
    <message>
        <source>It offers: %1</source>
        <translation>Er bietet: %1</translation>
    </message>
    <message>
        <source>Name the authority&apos;s file below; whoever runs the provider has it.</source>
        <translation>Geben Sie unten die Datei der Zertifizierungsstelle an; wer den Anbieter betreibt, hat sie.</translation>
    </message>
    <message>
        <source>The authority file below did not sign it; whoever runs the provider has the right one.</source>
        <translation>Die Zertifizierungsstelle der Datei unten hat es nicht ausgestellt; wer den Anbieter betreibt, hat die richtige.</translation>
    </message>
</context>
<context>
    <name>Ui::AnswerCard</name>
    <message>
        <source>%1 “%2” gives %3 “%4” to %5 “%6”</source>
        <translation>%1 „%2“ gibt %3 „%4“ an %5 „%6“</translation>
    </message>
    <message>
        <source>%1 names %2 “%3”, but the API server knows you as “%4”: prefixes are part of the name.</source>
        <translation>%1 nennt %2 „%3“, der API-Server kennt Sie aber als „%4“: Präfixe gehören zum Namen.</translation>
    </message>
    <message>
        <source>A binding for</source>
        <translation>Eine Bindung für</translation>
    </message>
    <message>
        <source>Whom the binding names</source>
        <translation>Wen die Bindung nennt</translation>
    </message>
    <message>
        <source>Copy YAML</source>
        <translation>YAML kopieren</translation>
    </message>
    <message>
        <source>The role and binding that would allow it</source>
        <translation>Rolle und Bindung, die es erlauben würden</translation>
    </message>
    <message>
        <source>Give it to whoever administers the cluster: kubectl apply -f -</source>
        <translation>Für alle, die den Cluster verwalten: kubectl apply -f -</translation>
    </message>
    <message>
        <source>Asking the API server: %1</source>
        <translation>Der API-Server wird gefragt: %1</translation>
    </message>
    <message>
        <source>Yes: you may %1</source>
        <translation>Ja, erlaubt: %1</translation>
    </message>
    <message>
        <source>No: you may not %1</source>
        <translation>Nein, nicht erlaubt: %1</translation>
    </message>
    <message>
        <source>No binding names you or one of your groups for this.</source>
        <translation>Keine Bindung nennt Sie oder eine Ihrer Gruppen dafür.</translation>
    </message>
    <message>
        <source>group %1</source>
        <translation>Gruppe %1</translation>
    </message>
    <message>
        <source>user %1</source>
        <translation>Benutzer %1</translation>
    </message>
</context>
<context>
    <name>Ui::CheckList</name>
    <message>
        <source>checking…</source>
        <translation>wird geprüft …</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>in Ordnung</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>nicht geprüft</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n Befund</numerusform>
            <numerusform>%n Befunde</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not checked</source>
        <translation>
            <numerusform>%n nicht geprüft</numerusform>
            <numerusform>%n nicht geprüft</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::Claims</name>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>E-mail verified</source>
        <translation>E-Mail bestätigt</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>Ausgestellt</translation>
    </message>
    <message>
        <source>Not valid before</source>
        <translation>Nicht gültig vor</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>Aussteller</translation>
    </message>
    <message>
        <source>Audience</source>
        <translation>Zielgruppe</translation>
    </message>
    <message>
        <source>Authorized party</source>
        <translation>Berechtigte Partei</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Subjekt</translation>
    </message>
    <message>
        <source>Authentication level</source>
        <translation>Stufe der Anmeldung</translation>
    </message>
    <message>
        <source>Authentication methods</source>
        <translation>Art der Anmeldung</translation>
    </message>
    <message>
        <source>Given name</source>
        <translation>Vorname</translation>
    </message>
    <message>
        <source>Family name</source>
        <translation>Nachname</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Session at the provider</source>
        <translation>Sitzung beim Anbieter</translation>
    </message>
    <message>
        <source>Token ID</source>
        <translation>Token-ID</translation>
    </message>
    <message>
        <source>Nonce</source>
        <translation>Nonce</translation>
    </message>
    <message>
        <source>Hash of the access token</source>
        <translation>Prüfsumme des Access-Tokens</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::ClaimsModel</name>
    <message>
        <source>What it says</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>Claim</translation>
    </message>
</context>
<context>
    <name>Ui::ClaimsView</name>
    <message>
        <source>&amp;Copy value</source>
        <translation>Wert &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Raw JSON</source>
        <translation>&amp;JSON im Original</translation>
    </message>
    <message>
        <source>Claims of the ID token</source>
        <translation>Claims des ID-Tokens</translation>
    </message>
    <message>
        <source>Header and claims as JSON</source>
        <translation>Kopf und Claims als JSON</translation>
    </message>
    <message>
        <source>Copy the selected value (%1)</source>
        <translation>Ausgewählten Wert kopieren (%1)</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>&amp;Copy all</source>
        <translation>Alles &amp;kopieren</translation>
    </message>
</context>
<context>
    <name>Ui::ClustersPage</name>
    <message>
        <source>Search contexts</source>
        <translation>Kontexte suchen</translation>
    </message>
    <message>
        <source>Contexts</source>
        <translation>Kontexte</translation>
    </message>
    <message numerus="yes">
        <source>Search %n context(s)</source>
        <translation>
            <numerusform>%n Kontext durchsuchen</numerusform>
            <numerusform>%n Kontexte durchsuchen</numerusform>
        </translation>
    </message>
    <message>
        <source>No context matches.</source>
        <translation>Kein Kontext passt.</translation>
    </message>
    <message>
        <source>Import, history and more</source>
        <translation>Importieren, Verlauf und mehr</translation>
    </message>
    <message>
        <source>&amp;Import a file…</source>
        <translation>Datei &amp;importieren …</translation>
    </message>
    <message>
        <source>Import from the clip&amp;board…</source>
        <translation>Aus der &amp;Zwischenablage importieren …</translation>
    </message>
    <message>
        <source>&amp;History…</source>
        <translation>&amp;Verlauf …</translation>
    </message>
    <message>
        <source>the clipboard</source>
        <translation>der Zwischenablage</translation>
    </message>
    <message>
        <source>Import a kubeconfig</source>
        <translation>Kubeconfig importieren</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>Group the &amp;contexts</source>
        <translation>Kontexte &amp;gruppieren</translation>
    </message>
    <message>
        <source>No &amp;groups</source>
        <translation>Keine &amp;Gruppen</translation>
    </message>
    <message>
        <source>&amp;Group by file</source>
        <translation>Nach Datei &amp;gruppieren</translation>
    </message>
    <message>
        <source>Group by &amp;server</source>
        <translation>Nach &amp;Server gruppieren</translation>
    </message>
    <message>
        <source>U&amp;nused clusters and users…</source>
        <translation>U&amp;nbenutzte Cluster und Benutzer …</translation>
    </message>
</context>
<context>
    <name>Ui::ClustersViewModel</name>
    <message>
        <source>Nothing to change</source>
        <translation>Nichts zu ändern</translation>
    </message>
    <message>
        <source>The file already says so.</source>
        <translation>In der Datei steht es schon so.</translation>
    </message>
</context>
<context>
    <name>Ui::CodeBox</name>
    <message>
        <source>ends before the other one</source>
        <translation>endet vor dem anderen</translation>
    </message>
    <message>
        <source>differs from character %1 on</source>
        <translation>weicht ab dem %1. Zeichen ab</translation>
    </message>
</context>
<context>
    <name>Ui::ContextActions</name>
    <message>
        <source>&amp;Use this context</source>
        <translation>Diesen Kontext &amp;verwenden</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>&amp;Umbenennen …</translation>
    </message>
    <message>
        <source>Rename its &amp;cluster…</source>
        <translation>Seinen &amp;Cluster umbenennen …</translation>
    </message>
    <message>
        <source>Rename its u&amp;ser…</source>
        <translation>Seinen &amp;Benutzer umbenennen …</translation>
    </message>
    <message>
        <source>Du&amp;plicate…</source>
        <translation>&amp;Duplizieren …</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>&amp;Protected</source>
        <translation>Ge&amp;schützt</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen …</translation>
    </message>
    <message>
        <source>Rename context</source>
        <translation>Kontext umbenennen</translation>
    </message>
    <message>
        <source>Rename cluster</source>
        <translation>Cluster umbenennen</translation>
    </message>
    <message>
        <source>Rename user</source>
        <translation>Benutzer umbenennen</translation>
    </message>
    <message>
        <source>&amp;New name</source>
        <translation>&amp;Neuer Name</translation>
    </message>
    <message>
        <source>&amp;Review…</source>
        <translation>&amp;Prüfen …</translation>
    </message>
    <message>
        <source>Duplicate context</source>
        <translation>Kontext duplizieren</translation>
    </message>
    <message>
        <source>&amp;Name of the copy</source>
        <translation>&amp;Name der Kopie</translation>
    </message>
</context>
<context>
    <name>Ui::ContextListModel</name>
    <message>
        <source>%1, the current context</source>
        <translation>%1, der aktuelle Kontext</translation>
    </message>
    <message>
        <source>%1, protected</source>
        <translation>%1, geschützt</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>Anderswo</translation>
    </message>
</context>
<context>
    <name>Ui::ContextPane</name>
    <message>
        <source>Signs in with a program of its own</source>
        <translation>Meldet sich mit einem eigenen Programm an</translation>
    </message>
    <message>
        <source>Uses a token that stands in the file</source>
        <translation>Verwendet ein Token, das in der Datei steht</translation>
    </message>
    <message>
        <source>Uses a client certificate</source>
        <translation>Verwendet ein Client-Zertifikat</translation>
    </message>
    <message>
        <source>Uses a user name and password</source>
        <translation>Verwendet Benutzername und Passwort</translation>
    </message>
    <message>
        <source>Uses an auth-provider, which kubectl no longer knows</source>
        <translation>Verwendet einen auth-provider, den kubectl nicht mehr kennt</translation>
    </message>
    <message>
        <source>Has no sign-in</source>
        <translation>Hat keine Anmeldung</translation>
    </message>
    <message>
        <source>Details of the context</source>
        <translation>Einzelheiten des Kontexts</translation>
    </message>
    <message>
        <source>&amp;Identity</source>
        <translation>&amp;Identität</translation>
    </message>
    <message>
        <source>C&amp;laims</source>
        <translation>C&amp;laims</translation>
    </message>
    <message>
        <source>&amp;Entry</source>
        <translation>&amp;Eintrag</translation>
    </message>
    <message>
        <source>✓ Current context</source>
        <translation>✓ Aktueller Kontext</translation>
    </message>
    <message>
        <source>&amp;Use this context</source>
        <translation>Diesen Kontext &amp;verwenden</translation>
    </message>
    <message>
        <source>Make this the context kubectl uses (Enter in the list)</source>
        <translation>Zum Kontext machen, den kubectl verwendet (Eingabetaste in der Liste)</translation>
    </message>
    <message>
        <source>&amp;Sign in</source>
        <translation>An&amp;melden</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>E&amp;rneuern</translation>
    </message>
    <message>
        <source>Fetch a new token now</source>
        <translation>Jetzt ein neues Token holen</translation>
    </message>
    <message>
        <source>&amp;Namespace</source>
        <translation>&amp;Namespace</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>Namespace</translation>
    </message>
    <message>
        <source>Finish signing in in your browser. If none has opened, copy this address into one:</source>
        <translation>Schließen Sie die Anmeldung im Browser ab. Falls sich keiner geöffnet hat, öffnen Sie dort diese Adresse:</translation>
    </message>
    <message>
        <source>Sign-in address</source>
        <translation>Anmeldeadresse</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>What kubectl runs to sign in</source>
        <translation>Was kubectl zum Anmelden ausführt</translation>
    </message>
    <message>
        <source>Copy &amp;command</source>
        <translation>&amp;Befehl kopieren</translation>
    </message>
    <message>
        <source>The cluster “%1” is in no file</source>
        <translation>Der Cluster „%1“ steht in keiner Datei</translation>
    </message>
    <message>
        <source>Lanyard can ask for sign-ins that it keeps itself.</source>
        <translation>Lanyard kann nur mit Anmeldungen fragen, die es selbst verwahrt.</translation>
    </message>
    <message>
        <source>Not asked yet.</source>
        <translation>Noch nicht gefragt.</translation>
    </message>
    <message>
        <source>Sign in first, then the API server can be asked.</source>
        <translation>Melden Sie sich zuerst an, dann kann der API-Server gefragt werden.</translation>
    </message>
    <message>
        <source>Sign in to see what the provider says about you.</source>
        <translation>Melden Sie sich an, um zu sehen, was der Anbieter über Sie sagt.</translation>
    </message>
    <message>
        <source>This context does not sign in with an ID token.</source>
        <translation>Dieser Kontext meldet sich nicht mit einem ID-Token an.</translation>
    </message>
    <message>
        <source>Context “%1”, user “%2”, from %3</source>
        <translation>Kontext „%1“, Benutzer „%2“, aus %3</translation>
    </message>
    <message>
        <source>Protected: Lanyard asks before it writes</source>
        <translation>Geschützt: Lanyard fragt, bevor es schreibt</translation>
    </message>
    <message>
        <source>&amp;What may I do</source>
        <translation>Was &amp;darf ich</translation>
    </message>
</context>
<context>
    <name>Ui::DeleteDialog</name>
    <message>
        <source>Also delete &amp;clusters and users that no other context uses</source>
        <translation>Auch &amp;Cluster und Benutzer löschen, die kein anderer Kontext verwendet</translation>
    </message>
    <message>
        <source>Delete contexts</source>
        <translation>Kontexte löschen</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n context(s)?</source>
        <translation>
            <numerusform>%n Kontext löschen?</numerusform>
            <numerusform>%n Kontexte löschen?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Review…</source>
        <translation>&amp;Prüfen …</translation>
    </message>
</context>
<context>
    <name>Ui::DiffDialog</name>
    <message>
        <source>&amp;Don&apos;t ask again for switching context or namespace</source>
        <translation>Beim Wechsel von Kontext oder Namespace &amp;nicht mehr fragen</translation>
    </message>
    <message>
        <source>Review the change</source>
        <translation>Änderung prüfen</translation>
    </message>
    <message>
        <source>These lines change. Everything else in the file stays as it is, comments included.</source>
        <translation>Diese Zeilen ändern sich. Alles andere in der Datei bleibt, wie es ist, auch Kommentare.</translation>
    </message>
    <message>
        <source>&amp;Write</source>
        <translation>&amp;Schreiben</translation>
    </message>
    <message numerus="yes">
        <source>Protected: %1 and %n more</source>
        <translation>
            <numerusform>Geschützt: %1 und %n weiterer</numerusform>
            <numerusform>Geschützt: %1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Protected: %1</source>
        <translation>Geschützt: %1</translation>
    </message>
    <message>
        <source>&amp;I mean exactly this</source>
        <translation>&amp;Genau das meine ich</translation>
    </message>
</context>
<context>
    <name>Ui::DiffView</name>
    <message>
        <source>… the rest is not shown</source>
        <translation>… der Rest wird nicht gezeigt</translation>
    </message>
    <message>
        <source>What will be written</source>
        <translation>Was geschrieben wird</translation>
    </message>
</context>
<context>
    <name>Ui::Doctor</name>
    <message>
        <source>The kubeconfig</source>
        <translation>Die kubeconfig</translation>
    </message>
    <message>
        <source>The exec entry</source>
        <translation>Der exec-Eintrag</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Zertifikate</translation>
    </message>
    <message>
        <source>The provider</source>
        <translation>Der Anbieter</translation>
    </message>
    <message>
        <source>The sign-in</source>
        <translation>Die Anmeldung</translation>
    </message>
    <message>
        <source>The token</source>
        <translation>Das Token</translation>
    </message>
    <message>
        <source>The clocks</source>
        <translation>Die Uhren</translation>
    </message>
    <message>
        <source>The API server&apos;s answer</source>
        <translation>Die Antwort des API-Servers</translation>
    </message>
    <message>
        <source>What you may do</source>
        <translation>Was Sie dürfen</translation>
    </message>
    <message>
        <source>Risky rights</source>
        <translation>Riskante Rechte</translation>
    </message>
    <message>
        <source>The API server accepts your sign-in, but not all is well</source>
        <translation>Der API-Server nimmt Ihre Anmeldung an, aber nicht alles ist in Ordnung</translation>
    </message>
    <message>
        <source>Healthy: the API server accepts your sign-in</source>
        <translation>Gesund: Der API-Server nimmt Ihre Anmeldung an</translation>
    </message>
    <message>
        <source>The API server rejects your sign-in</source>
        <translation>Der API-Server lehnt Ihre Anmeldung ab</translation>
    </message>
    <message>
        <source>Whether the API server accepts your sign-in is not known</source>
        <translation>Ob der API-Server Ihre Anmeldung annimmt, ist nicht bekannt</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Fine</source>
        <translation>In Ordnung</translation>
    </message>
    <message>
        <source>Current context</source>
        <translation>Aktueller Kontext</translation>
    </message>
    <message>
        <source>Context “%1”</source>
        <translation>Kontext „%1“</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n Befund</numerusform>
            <numerusform>%n Befunde</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checked</source>
        <translation>
            <numerusform>%n geprüft</numerusform>
            <numerusform>%n geprüft</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not checked</source>
        <translation>
            <numerusform>%n nicht geprüft</numerusform>
            <numerusform>%n nicht geprüft</numerusform>
        </translation>
    </message>
    <message>
        <source>Findings are in English, like the API server&apos;s log, so that they can be searched for and handed on.</source>
        <translation>Die Befunde sind auf Englisch, wie das Protokoll des API-Servers, damit man nach ihnen suchen und sie weitergeben kann.</translation>
    </message>
    <message>
        <source>it was asked just now</source>
        <translation>er wurde gerade gefragt</translation>
    </message>
    <message>
        <source>by the configuration that was given; the server itself was not asked</source>
        <translation>nach der angegebenen Konfiguration; der Server selbst wurde nicht gefragt</translation>
    </message>
    <message>
        <source>%1; the first reason is %2</source>
        <translation>%1; der erste Grund ist %2</translation>
    </message>
</context>
<context>
    <name>Ui::DoctorPage</name>
    <message>
        <source>Clear the path</source>
        <translation>Pfad leeren</translation>
    </message>
    <message>
        <source>The doctor looks at the files, the certificates, the provider, your token and the API server&apos;s answer, and says what is wrong and how to mend it. It changes nothing, opens no browser and takes ten seconds at most.</source>
        <translation>Der Doktor sieht sich die Dateien, die Zertifikate, den Anbieter, Ihr Token und die Antwort des API-Servers an und sagt, was nicht stimmt und wie man es behebt. Er ändert nichts, öffnet keinen Browser und braucht höchstens zehn Sekunden.</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Doctor</source>
        <translation>Doktor</translation>
    </message>
    <message>
        <source>Con&amp;text</source>
        <translation>Kon&amp;text</translation>
    </message>
    <message>
        <source>Context to examine</source>
        <translation>Zu untersuchender Kontext</translation>
    </message>
    <message>
        <source>Examine</source>
        <translation>Untersuchen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Show what is known by now (Esc)</source>
        <translation>Zeigen, was bis jetzt bekannt ist (Esc)</translation>
    </message>
    <message>
        <source>&amp;More to go by: the API server&apos;s configuration, RBAC files</source>
        <translation>&amp;Mehr Anhaltspunkte: Konfiguration des API-Servers, RBAC-Dateien</translation>
    </message>
    <message>
        <source>Progress of the examination</source>
        <translation>Fortschritt der Untersuchung</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen …</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>Auswählen: %1</translation>
    </message>
    <message>
        <source>API &amp;server</source>
        <translation>API-&amp;Server</translation>
    </message>
    <message>
        <source>its flags, a kube-apiserver manifest, or an AuthenticationConfiguration</source>
        <translation>seine Flags, ein Manifest von kube-apiserver oder eine AuthenticationConfiguration</translation>
    </message>
    <message>
        <source>R&amp;BAC</source>
        <translation>R&amp;BAC</translation>
    </message>
    <message>
        <source>roles and bindings, if you may not read them in the cluster</source>
        <translation>Rollen und Bindungen, falls Sie sie im Cluster nicht lesen dürfen</translation>
    </message>
    <message>
        <source>Also try once &amp;without a token</source>
        <translation>Es auch einmal o&amp;hne Token versuchen</translation>
    </message>
    <message>
        <source>Asks this cluster for its namespaces as nobody, to find out whether everybody can read it. The attempt stands in the cluster&apos;s audit log, so you are asked each time.</source>
        <translation>Fragt diesen Cluster ohne Anmeldung nach seinen Namespaces, um zu sehen, ob jeder ihn lesen kann. Der Versuch steht im Audit-Protokoll des Clusters, darum werden Sie jedes Mal gefragt.</translation>
    </message>
    <message>
        <source>Copy &amp;report</source>
        <translation>Be&amp;richt kopieren</translation>
    </message>
    <message>
        <source>All of it as text, to hand on. No token is in it.</source>
        <translation>Alles als Text, zum Weitergeben. Ein Token steht nicht darin.</translation>
    </message>
    <message>
        <source>Examine again</source>
        <translation>Erneut untersuchen</translation>
    </message>
    <message numerus="yes">
        <source>%n not checked, and why</source>
        <translation>
            <numerusform>%n nicht geprüft, und warum</numerusform>
            <numerusform>%n nicht geprüft, und warum</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the authority&apos;s certificate</source>
        <translation>Zertifikat der Zertifizierungsstelle speichern</translation>
    </message>
    <message>
        <source>Certificates (*.crt *.pem)</source>
        <translation>Zertifikate (*.crt *.pem)</translation>
    </message>
</context>
<context>
    <name>Ui::DoctorViewModel</name>
    <message>
        <source>Ended before all checks were done</source>
        <translation>Beendet, bevor alle Prüfungen fertig waren</translation>
    </message>
</context>
<context>
    <name>Ui::EntriesDialog</name>
    <message>
        <source>Also show &amp;those that a context uses</source>
        <translation>Auch &amp;jene zeigen, die ein Kontext verwendet</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen …</translation>
    </message>
    <message>
        <source>Unused clusters and users</source>
        <translation>Unbenutzte Cluster und Benutzer</translation>
    </message>
    <message>
        <source>kubectl uses a cluster or a user only through a context. What you delete here can be brought back from the history.</source>
        <translation>kubectl verwendet einen Cluster oder Benutzer nur über einen Kontext. Was Sie hier löschen, lässt sich aus dem Verlauf zurückholen.</translation>
    </message>
    <message>
        <source>Clusters and users</source>
        <translation>Cluster und Benutzer</translation>
    </message>
    <message>
        <source>Nothing is left over: every cluster and every user has a context.</source>
        <translation>Nichts ist übrig: Jeder Cluster und jeder Benutzer hat einen Kontext.</translation>
    </message>
</context>
<context>
    <name>Ui::EntriesModel</name>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>no context</source>
        <translation>keinem Kontext</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>Verwendet von</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
</context>
<context>
    <name>Ui::EntriesViewModel</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weiterer</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to change</source>
        <translation>Nichts zu ändern</translation>
    </message>
    <message>
        <source>The file already says so.</source>
        <translation>So steht es schon in der Datei.</translation>
    </message>
    <message numerus="yes">
        <source>%n context(s) will not work any more: %1</source>
        <translation>
            <numerusform>%n Kontext funktioniert dann nicht mehr: %1</numerusform>
            <numerusform>%n Kontexte funktionieren dann nicht mehr: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::ExportDialog</name>
    <message>
        <source>With &amp;secrets: tokens, passwords and keys that stand in the file</source>
        <translation>Mit &amp;Geheimnissen: Token, Passwörter und Schlüssel aus der Datei</translation>
    </message>
    <message>
        <source>&amp;Embed certificates, so that it works on another computer</source>
        <translation>&amp;Zertifikate einbetten, damit es auf einem anderen Rechner funktioniert</translation>
    </message>
    <message>
        <source>&amp;Let the secrets onto the clipboard, where every program can read them</source>
        <translation>Geheimnisse in die Zwischenablage &amp;lassen, wo jedes Programm sie lesen kann</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Speichern &amp;unter …</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Export context</source>
        <translation>Kontext exportieren</translation>
    </message>
    <message>
        <source>A kubeconfig of its own, with this context, its cluster and its user. Your sign-in with Lanyard is in the keychain and never part of it.</source>
        <translation>Eine eigene Kubeconfig mit diesem Kontext, seinem Cluster und seinem Benutzer. Ihre Anmeldung mit Lanyard liegt im Schlüsselbund und ist nie dabei.</translation>
    </message>
</context>
<context>
    <name>Ui::ExportViewModel</name>
    <message>
        <source>Exported</source>
        <translation>Exportiert</translation>
    </message>
    <message>
        <source>%1 is readable for you alone.</source>
        <translation>%1 ist nur für Sie lesbar.</translation>
    </message>
    <message>
        <source>Copied to the clipboard</source>
        <translation>In die Zwischenablage kopiert</translation>
    </message>
</context>
<context>
    <name>Ui::FindingCard</name>
    <message>
        <source>What was seen</source>
        <translation>Was zu sehen war</translation>
    </message>
    <message>
        <source>What the API server logs</source>
        <translation>Was der API-Server protokolliert</translation>
    </message>
    <message>
        <source>The way out</source>
        <translation>Der Ausweg</translation>
    </message>
    <message>
        <source>Copy fix</source>
        <translation>Lösung kopieren</translation>
    </message>
    <message>
        <source>Save the authority&apos;s certificate…</source>
        <translation>Zertifikat der Zertifizierungsstelle speichern …</translation>
    </message>
    <message>
        <source>Copy the fix for %1</source>
        <translation>Lösung für %1 kopieren</translation>
    </message>
</context>
<context>
    <name>Ui::HistoryDialog</name>
    <message>
        <source>&amp;Undo this change…</source>
        <translation>Diese Änderung &amp;rückgängig machen …</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>What Lanyard wrote</source>
        <translation>Was Lanyard geschrieben hat</translation>
    </message>
    <message>
        <source>Changes, newest first</source>
        <translation>Änderungen, neueste zuerst</translation>
    </message>
    <message>
        <source>Lines of the selected change</source>
        <translation>Zeilen der gewählten Änderung</translation>
    </message>
    <message>
        <source>Lanyard has written nothing yet.</source>
        <translation>Lanyard hat noch nichts geschrieben.</translation>
    </message>
</context>
<context>
    <name>Ui::HistoryModel</name>
    <message>
        <source>%1 (undone)</source>
        <translation>%1 (rückgängig gemacht)</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
</context>
<context>
    <name>Ui::HistoryViewModel</name>
    <message>
        <source>Nothing to change</source>
        <translation>Nichts zu ändern</translation>
    </message>
    <message>
        <source>The file already says so.</source>
        <translation>So steht es schon in der Datei.</translation>
    </message>
    <message>
        <source>This change is undone already.</source>
        <translation>Diese Änderung ist schon rückgängig gemacht.</translation>
    </message>
    <message>
        <source>This change took out a refresh token, which Lanyard keeps in no file. It cannot be undone.</source>
        <translation>Diese Änderung hat ein Refresh-Token entfernt, das Lanyard in keiner Datei aufhebt. Sie lässt sich nicht rückgängig machen.</translation>
    </message>
</context>
<context>
    <name>Ui::IdentityView</name>
    <message>
        <source>The API server knows you as</source>
        <translation>Der API-Server kennt Sie als</translation>
    </message>
    <message>
        <source>As&amp;k the API server</source>
        <translation>API-Server &amp;fragen</translation>
    </message>
    <message>
        <source>User name at the API server</source>
        <translation>Benutzername beim API-Server</translation>
    </message>
    <message>
        <source>Groups at the API server</source>
        <translation>Gruppen beim API-Server</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Who the API server says you are</source>
        <translation>Wer Sie für den API-Server sind</translation>
    </message>
    <message>
        <source>Asking the API server…</source>
        <translation>Der API-Server wird gefragt…</translation>
    </message>
    <message>
        <source>The API server agrees (asked at %1)</source>
        <translation>Der API-Server ist einverstanden (gefragt um %1)</translation>
    </message>
    <message>
        <source>(asked at %1)</source>
        <translation>(gefragt um %1)</translation>
    </message>
</context>
<context>
    <name>Ui::ImportDialog</name>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Already there</source>
        <translation>Schon vorhanden</translation>
    </message>
    <message>
        <source>Name is taken</source>
        <translation>Name ist vergeben</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was es tut</translation>
    </message>
    <message>
        <source>Exactly</source>
        <translation>Genau</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importieren</translation>
    </message>
    <message>
        <source>Review the import</source>
        <translation>Import prüfen</translation>
    </message>
    <message>
        <source>Where a &amp;name is taken by something else</source>
        <translation>Wo ein &amp;Name schon anders vergeben ist</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen …</translation>
    </message>
    <message>
        <source>Import under a new name</source>
        <translation>Unter neuem Namen importieren</translation>
    </message>
    <message>
        <source>Keep mine, leave theirs out</source>
        <translation>Meine behalten, ihre auslassen</translation>
    </message>
    <message>
        <source>Replace mine by theirs</source>
        <translation>Meine durch ihre ersetzen</translation>
    </message>
    <message>
        <source>What the file brings</source>
        <translation>Was die Datei mitbringt</translation>
    </message>
    <message>
        <source>What the file would run, read or weaken</source>
        <translation>Was die Datei ausführen, lesen oder schwächen würde</translation>
    </message>
    <message>
        <source>Entries of the file</source>
        <translation>Einträge der Datei</translation>
    </message>
    <message>
        <source>&amp;Lines</source>
        <translation>&amp;Zeilen</translation>
    </message>
    <message>
        <source>From %1.</source>
        <translation>Aus %1.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>Everything in it is already in your kubeconfig, with the same content.</source>
        <translation>Alles darin steht mit demselben Inhalt schon in Ihrer Kubeconfig.</translation>
    </message>
    <message>
        <source>%1 new, %2 already there, %3 with a name that is taken. Nothing is written or run yet.</source>
        <translation>%1 neu, %2 schon vorhanden, %3 mit einem vergebenen Namen. Noch wird nichts geschrieben oder ausgeführt.</translation>
    </message>
    <message>
        <source>&amp;Risks (%1)</source>
        <translation>&amp;Risiken (%1)</translation>
    </message>
    <message>
        <source>&amp;Entries (%1)</source>
        <translation>&amp;Einträge (%1)</translation>
    </message>
    <message>
        <source>I have looked at &amp;what it runs and weakens</source>
        <translation>Ich habe angesehen, &amp;was sie ausführt und schwächt</translation>
    </message>
    <message>
        <source>I have looked at &amp;what it runs and weakens, and that it changes protected contexts</source>
        <translation>Ich habe angesehen, &amp;was sie ausführt und schwächt und dass sie geschützte Kontexte ändert</translation>
    </message>
</context>
<context>
    <name>Ui::ImportViewModel</name>
    <message>
        <source>Runs a program</source>
        <translation>Führt ein Programm aus</translation>
    </message>
    <message>
        <source>Reads a file</source>
        <translation>Liest eine Datei</translation>
    </message>
    <message>
        <source>Goes through a proxy</source>
        <translation>Geht über einen Proxy</translation>
    </message>
    <message>
        <source>Trusts any server</source>
        <translation>Vertraut jedem Server</translation>
    </message>
    <message>
        <source>No encryption</source>
        <translation>Keine Verschlüsselung</translation>
    </message>
    <message>
        <source>Brings a secret</source>
        <translation>Bringt ein Geheimnis mit</translation>
    </message>
    <message>
        <source>Acts as somebody else</source>
        <translation>Handelt als jemand anderes</translation>
    </message>
    <message>
        <source>Outdated sign-in</source>
        <translation>Veraltete Anmeldung</translation>
    </message>
</context>
<context>
    <name>Ui::MainWindow</name>
    <message>
        <source>Clusters</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Sign-ins</source>
        <translation>Anmeldungen</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>dropped text</source>
        <translation>abgelegter Text</translation>
    </message>
    <message>
        <source>Doctor</source>
        <translation>Doktor</translation>
    </message>
</context>
<context>
    <name>Ui::MappingView</name>
    <message>
        <source>From claims to names at the API server</source>
        <translation>Von den Claims zu den Namen beim API-Server</translation>
    </message>
    <message>
        <source>As&amp;k the API server</source>
        <translation>API-Server &amp;fragen</translation>
    </message>
    <message>
        <source>Which claim becomes your user name and your groups shows when it was asked.</source>
        <translation>Welcher Claim zu Ihrem Benutzernamen und Ihren Gruppen wird, zeigt sich, wenn er gefragt wurde.</translation>
    </message>
    <message>
        <source>Asking the API server…</source>
        <translation>Der API-Server wird gefragt …</translation>
    </message>
    <message>
        <source>The API server gave no answer that could be compared; the Identity tab says why.</source>
        <translation>Der API-Server gab keine vergleichbare Antwort; warum, steht unter „Identität“.</translation>
    </message>
    <message>
        <source>Worked out from this token and the API server&apos;s answer; its configuration may do more.</source>
        <translation>Aus diesem Token und der Antwort des API-Servers erschlossen; seine Konfiguration kann mehr tun.</translation>
    </message>
    <message>
        <source>user name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>group</source>
        <translation>Gruppe</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>is not taken over</source>
        <translation>wird nicht übernommen</translation>
    </message>
    <message>
        <source>becomes, as it is,</source>
        <translation>wird unverändert zu</translation>
    </message>
    <message>
        <source>becomes, with “%1” before it,</source>
        <translation>wird mit „%1“ davor zu</translation>
    </message>
    <message>
        <source>of no claim as it is</source>
        <translation>aus keinem Claim</translation>
    </message>
    <message>
        <source>not at the API server</source>
        <translation>nicht beim API-Server</translation>
    </message>
    <message>
        <source>or %1: the same value</source>
        <translation>oder %1: derselbe Wert</translation>
    </message>
    <message>
        <source>%1, or %2 with the same value</source>
        <translation>%1, oder %2 mit demselben Wert</translation>
    </message>
</context>
<context>
    <name>Ui::MessageBar</name>
    <message>
        <source>Dismiss this message</source>
        <translation>Meldung schließen</translation>
    </message>
</context>
<context>
    <name>Ui::NameDialog</name>
    <message>
        <source>The name holds characters that cannot be seen.</source>
        <translation>Der Name enthält unsichtbare Zeichen.</translation>
    </message>
    <message>
        <source>This name is taken.</source>
        <translation>Dieser Name ist vergeben.</translation>
    </message>
</context>
<context>
    <name>Ui::Presets</name>
    <message>
        <source>Any OpenID Connect provider</source>
        <translation>Beliebiger OpenID-Connect-Anbieter</translation>
    </message>
    <message>
        <source>Take the values that your API server was started with: --oidc-issuer-url and --oidc-client-id.</source>
        <translation>Nehmen Sie die Werte, mit denen Ihr API-Server gestartet wurde: --oidc-issuer-url und --oidc-client-id.</translation>
    </message>
    <message>
        <source>The issuer ends with /realms/ and the name of the realm. The client must be public, with http://127.0.0.1/* among its redirect addresses.</source>
        <translation>Der Aussteller endet mit /realms/ und dem Namen des Realms. Der Client muss öffentlich sein, mit http://127.0.0.1/* unter seinen Weiterleitungsadressen.</translation>
    </message>
    <message>
        <source>The issuer ends with the application&apos;s slug and a slash.</source>
        <translation>Der Aussteller endet mit dem Slug der Anwendung und einem Schrägstrich.</translation>
    </message>
    <message>
        <source>The groups scope needs an authorization server that has it.</source>
        <translation>Der Scope groups braucht einen Autorisierungsserver, der ihn kennt.</translation>
    </message>
    <message>
        <source>The issuer ends with the ID of the project.</source>
        <translation>Der Aussteller endet mit der ID des Projekts.</translation>
    </message>
</context>
<context>
    <name>Ui::RightsView</name>
    <message>
        <source>Verb</source>
        <translation>Verb</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Ressource</translation>
    </message>
    <message>
        <source>pods, deployments.apps, pods/log</source>
        <translation>pods, deployments.apps, pods/log</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>any name</source>
        <translation>jeder Name</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>Namespace</translation>
    </message>
    <message>
        <source>whole cluster</source>
        <translation>ganzer Cluster</translation>
    </message>
    <message>
        <source>As&amp;k</source>
        <translation>F&amp;ragen</translation>
    </message>
    <message>
        <source>&amp;Can I</source>
        <translation>&amp;Kann ich</translation>
    </message>
    <message>
        <source>in</source>
        <translation>in</translation>
    </message>
    <message>
        <source>Search: pods, create, apps</source>
        <translation>Suchen: pods, create, apps</translation>
    </message>
    <message>
        <source>Search the rules</source>
        <translation>Regeln durchsuchen</translation>
    </message>
    <message>
        <source>What you may do</source>
        <translation>Was Sie dürfen</translation>
    </message>
    <message>
        <source>The API server lists what you may do in the namespace above.</source>
        <translation>Der API-Server listet auf, was Sie im Namespace oben dürfen.</translation>
    </message>
    <message>
        <source>Sign in first, then the API server can be asked.</source>
        <translation>Melden Sie sich zuerst an, dann kann der API-Server gefragt werden.</translation>
    </message>
    <message>
        <source>Asking the API server…</source>
        <translation>Der API-Server wird gefragt …</translation>
    </message>
    <message>
        <source>In “%1”, asked at %2.</source>
        <translation>In „%1“, gefragt um %2.</translation>
    </message>
    <message>
        <source>Not complete: there are rights that the API server cannot list.</source>
        <translation>Nicht vollständig: Es gibt Rechte, die der API-Server nicht auflisten kann.</translation>
    </message>
    <message>
        <source>&amp;List what I may do</source>
        <translation>Auf&amp;listen, was ich darf</translation>
    </message>
</context>
<context>
    <name>Ui::RightsViewModel</name>
    <message>
        <source>%1 in the whole cluster</source>
        <translation>%1 im ganzen Cluster</translation>
    </message>
    <message>
        <source>%1 in “%2”</source>
        <translation>%1 in „%2“</translation>
    </message>
    <message>
        <source>“%1” was looked for in the core group. For another one, write it as NAME.GROUP.</source>
        <translation>„%1“ wurde in der Kerngruppe gesucht. Für eine andere schreiben Sie NAME.GRUPPE.</translation>
    </message>
    <message>
        <source>“%1” are of the whole cluster: the namespace does not count.</source>
        <translation>„%1“ gehören zum ganzen Cluster: Der Namespace zählt nicht.</translation>
    </message>
    <message>
        <source>You may not read the bindings, so whether one was meant for you is not known.</source>
        <translation>Sie dürfen die Bindungen nicht lesen; ob eine für Sie gedacht war, ist nicht bekannt.</translation>
    </message>
</context>
<context>
    <name>Ui::RulesModel</name>
    <message>
        <source>core</source>
        <translation>Kern</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>Ressourcen</translation>
    </message>
    <message>
        <source>You may</source>
        <translation>Sie dürfen</translation>
    </message>
    <message>
        <source>API groups</source>
        <translation>API-Gruppen</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Namen</translation>
    </message>
</context>
<context>
    <name>Ui::SettingsPage</name>
    <message>
        <source>Show the &amp;difference before switching context or namespace</source>
        <translation>Vor dem Wechsel von Kontext oder Namespace den &amp;Unterschied zeigen</translation>
    </message>
    <message>
        <source>Keep running in the &amp;tray when the window is closed</source>
        <translation>Nach dem Schließen des Fensters in der &amp;Leiste weiterlaufen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Behaviour</source>
        <translation>Verhalten</translation>
    </message>
    <message>
        <source>Kubeconfig files</source>
        <translation>Kubeconfig-Dateien</translation>
    </message>
    <message>
        <source>They come from the KUBECONFIG variable or --kubeconfig, else from ~/.kube/config, just as for kubectl.</source>
        <translation>Sie kommen aus der Variablen KUBECONFIG oder von --kubeconfig, sonst aus ~/.kube/config, genau wie bei kubectl.</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Lanyard %1</source>
        <translation>Lanyard %1</translation>
    </message>
    <message>
        <source>Your refresh tokens stay in the keychain of your desktop. Licensed under Apache-2.0.</source>
        <translation>Ihre Refresh-Tokens bleiben im Schlüsselbund Ihres Desktops. Lizenziert unter Apache-2.0.</translation>
    </message>
</context>
<context>
    <name>Ui::SideBar</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>&amp;Add cluster…</source>
        <translation>&amp;Hinzufügen…</translation>
    </message>
    <message>
        <source>Add a cluster (%1)</source>
        <translation>Cluster hinzufügen (%1)</translation>
    </message>
</context>
<context>
    <name>Ui::SidesView</name>
    <message>
        <source>One side</source>
        <translation>Die eine Seite</translation>
    </message>
    <message>
        <source>The other side</source>
        <translation>Die andere Seite</translation>
    </message>
</context>
<context>
    <name>Ui::SignInCard</name>
    <message>
        <source>Refresh now</source>
        <translation>Jetzt erneuern</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>End this sign-in at the provider and forget it here</source>
        <translation>Diese Anmeldung beim Anbieter beenden und hier vergessen</translation>
    </message>
    <message>
        <source>Finish signing in in your browser. If none has opened, copy this address into one:</source>
        <translation>Schließen Sie die Anmeldung im Browser ab. Falls sich keiner geöffnet hat, öffnen Sie dort diese Adresse:</translation>
    </message>
    <message>
        <source>Sign-in address</source>
        <translation>Anmeldeadresse</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Kept in: %1</source>
        <translation>Aufbewahrt in: %1</translation>
    </message>
    <message>
        <source>Used by: %1</source>
        <translation>Verwendet von: %1</translation>
    </message>
</context>
<context>
    <name>Ui::SignInsPage</name>
    <message>
        <source>Sign-ins</source>
        <translation>Anmeldungen</translation>
    </message>
    <message>
        <source>Nobody is signed in yet. Choose a context and sign in, or add a cluster.</source>
        <translation>Noch ist niemand angemeldet. Wählen Sie einen Kontext und melden Sie sich an, oder fügen Sie einen Cluster hinzu.</translation>
    </message>
</context>
<context>
    <name>Ui::SignInsViewModel</name>
    <message>
        <source>Nobody yet</source>
        <translation>Noch niemand</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Signed out. The provider has ended the sign-in.</source>
        <translation>Abgemeldet. Der Anbieter hat die Anmeldung beendet.</translation>
    </message>
    <message>
        <source>Signed out on this computer</source>
        <translation>Auf diesem Rechner abgemeldet</translation>
    </message>
    <message>
        <source>The provider did not confirm that it forgot the sign-in.</source>
        <translation>Der Anbieter hat nicht bestätigt, dass er die Anmeldung vergessen hat.</translation>
    </message>
    <message>
        <source>If this computer is not yours, end the session at the provider too.</source>
        <translation>Wenn dieser Rechner nicht Ihnen gehört, beenden Sie die Sitzung auch beim Anbieter.</translation>
    </message>
</context>
<context>
    <name>Ui::StepIndicator</name>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>Schritt %1 von %2: %3</translation>
    </message>
</context>
<context>
    <name>Ui::Text</name>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>No permission</source>
        <translation>Keine Berechtigung</translation>
    </message>
    <message>
        <source>The file is read-only</source>
        <translation>Die Datei ist schreibgeschützt</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Der Datenträger ist voll</translation>
    </message>
    <message>
        <source>Too large to read safely</source>
        <translation>Zu groß, um sicher gelesen zu werden</translation>
    </message>
    <message>
        <source>The kubeconfig could not be read</source>
        <translation>Die kubeconfig konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>Another program is writing the kubeconfig</source>
        <translation>Ein anderes Programm schreibt gerade die kubeconfig</translation>
    </message>
    <message>
        <source>A lock file was left behind</source>
        <translation>Eine Sperrdatei ist liegen geblieben</translation>
    </message>
    <message>
        <source>Something else is already there</source>
        <translation>Dort steht schon etwas anderes</translation>
    </message>
    <message>
        <source>Refused by a safety rule</source>
        <translation>Von einer Sicherheitsregel abgelehnt</translation>
    </message>
    <message>
        <source>There is nothing to do</source>
        <translation>Es gibt nichts zu tun</translation>
    </message>
    <message>
        <source>A file could not be read or written</source>
        <translation>Eine Datei konnte nicht gelesen oder geschrieben werden</translation>
    </message>
    <message>
        <source>No answer in time</source>
        <translation>Keine Antwort in der Zeit</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted</source>
        <translation>Dem Zertifikat des Servers wird nicht vertraut</translation>
    </message>
    <message>
        <source>No secure connection</source>
        <translation>Keine sichere Verbindung</translation>
    </message>
    <message>
        <source>The API server did not accept the sign-in</source>
        <translation>Der API-Server hat die Anmeldung nicht angenommen</translation>
    </message>
    <message>
        <source>The API server says no</source>
        <translation>Der API-Server sagt Nein</translation>
    </message>
    <message>
        <source>The API server cannot be reached</source>
        <translation>Der API-Server ist nicht erreichbar</translation>
    </message>
    <message>
        <source>The server cannot be reached</source>
        <translation>Der Server ist nicht erreichbar</translation>
    </message>
    <message>
        <source>The server gave an answer that cannot be used</source>
        <translation>Die Antwort des Servers ist nicht zu gebrauchen</translation>
    </message>
    <message>
        <source>The issuer address must begin with https</source>
        <translation>Die Adresse des Ausstellers muss mit https beginnen</translation>
    </message>
    <message>
        <source>The provider calls itself by another issuer</source>
        <translation>Der Anbieter nennt einen anderen Aussteller</translation>
    </message>
    <message>
        <source>This address is no OpenID Connect provider</source>
        <translation>Unter dieser Adresse ist kein OpenID-Connect-Anbieter</translation>
    </message>
    <message>
        <source>Please sign in</source>
        <translation>Bitte melden Sie sich an</translation>
    </message>
    <message>
        <source>The sign-in was refused</source>
        <translation>Die Anmeldung wurde abgelehnt</translation>
    </message>
    <message>
        <source>The sign-in was not finished in time</source>
        <translation>Die Anmeldung wurde nicht rechtzeitig abgeschlossen</translation>
    </message>
    <message>
        <source>No browser could be opened</source>
        <translation>Es konnte kein Browser geöffnet werden</translation>
    </message>
    <message>
        <source>The provider does not know this client ID</source>
        <translation>Der Anbieter kennt diese Client-ID nicht</translation>
    </message>
    <message>
        <source>The provider does not know our redirect address</source>
        <translation>Der Anbieter kennt unsere Weiterleitungsadresse nicht</translation>
    </message>
    <message>
        <source>The provider refused a scope</source>
        <translation>Der Anbieter hat einen Scope abgelehnt</translation>
    </message>
    <message>
        <source>The sign-in has ended</source>
        <translation>Die Anmeldung ist beendet</translation>
    </message>
    <message>
        <source>Canceled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>The provider did not complete the sign-in</source>
        <translation>Der Anbieter hat die Anmeldung nicht abgeschlossen</translation>
    </message>
    <message>
        <source>Something went wrong inside Lanyard</source>
        <translation>In Lanyard ist etwas schiefgegangen</translation>
    </message>
    <message>
        <source>A value is missing or wrong</source>
        <translation>Ein Wert fehlt oder ist falsch</translation>
    </message>
    <message>
        <source>The provider&apos;s token was not accepted</source>
        <translation>Das Token des Anbieters wurde nicht angenommen</translation>
    </message>
    <message>
        <source>The keychain is locked</source>
        <translation>Der Schlüsselbund ist gesperrt</translation>
    </message>
    <message>
        <source>The keychain cannot be used</source>
        <translation>Der Schlüsselbund ist nicht benutzbar</translation>
    </message>
    <message>
        <source>The agent cannot be reached</source>
        <translation>Der Agent ist nicht erreichbar</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Remove the lock and write</source>
        <translation>Sperre entfernen und schreiben</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>noch weniger als eine Minute</translation>
    </message>
    <message numerus="yes">
        <source>%n min left</source>
        <translation>
            <numerusform>noch %n min</numerusform>
            <numerusform>noch %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h left</source>
        <translation>
            <numerusform>noch %n h</numerusform>
            <numerusform>noch %n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>noch %n Tag</numerusform>
            <numerusform>noch %n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>in less than a minute</source>
        <translation>in weniger als einer Minute</translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>vor %n min</numerusform>
            <numerusform>vor %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n min</source>
        <translation>
            <numerusform>in %n min</numerusform>
            <numerusform>in %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>vor %n h</numerusform>
            <numerusform>vor %n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n h</source>
        <translation>
            <numerusform>in %n h</numerusform>
            <numerusform>in %n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>vor %n Tag</numerusform>
            <numerusform>vor %n Tagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n day(s)</source>
        <translation>
            <numerusform>in %n Tag</numerusform>
            <numerusform>in %n Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Refreshing</source>
        <translation>Wird erneuert</translation>
    </message>
    <message>
        <source>Waiting for your browser</source>
        <translation>Wartet auf Ihren Browser</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>Nicht angemeldet</translation>
    </message>
    <message>
        <source>Provider out of reach</source>
        <translation>Anbieter nicht erreichbar</translation>
    </message>
    <message>
        <source>Keychain locked</source>
        <translation>Schlüsselbund gesperrt</translation>
    </message>
    <message>
        <source>Signed in as %1</source>
        <translation>Angemeldet als %1</translation>
    </message>
    <message>
        <source>Keychain</source>
        <translation>Schlüsselbund</translation>
    </message>
    <message>
        <source>Memory, until Lanyard ends</source>
        <translation>Arbeitsspeicher, bis Lanyard endet</translation>
    </message>
</context>
<context>
    <name>Ui::TrayModel</name>
    <message>
        <source>Open Lanyard</source>
        <translation>Lanyard öffnen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>No current context</source>
        <translation>Kein aktueller Kontext</translation>
    </message>
    <message>
        <source>%1 · namespace %2</source>
        <translation>%1 · Namespace %2</translation>
    </message>
    <message numerus="yes">
        <source>More… (%n)</source>
        <translation>
            <numerusform>Mehr… (%n)</numerusform>
            <numerusform>Mehr… (%n)</numerusform>
        </translation>
    </message>
    <message>
        <source>Sign in: %1…</source>
        <translation>Anmelden: %1…</translation>
    </message>
    <message>
        <source>Refresh now</source>
        <translation>Jetzt erneuern</translation>
    </message>
</context>
<context>
    <name>Ui::WelcomePage</name>
    <message>
        <source>Welcome to Lanyard</source>
        <translation>Willkommen bei Lanyard</translation>
    </message>
    <message>
        <source>Sign in once in your browser, and kubectl just works. There is no cluster in your kubeconfig yet.</source>
        <translation>Einmal im Browser anmelden, und kubectl funktioniert einfach. In Ihrer kubeconfig steht noch kein Cluster.</translation>
    </message>
    <message>
        <source>Add a &amp;cluster…</source>
        <translation>&amp;Cluster hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Try the demo</source>
        <translation>&amp;Demo ausprobieren</translation>
    </message>
    <message>
        <source>Starts an identity provider and a small Kubernetes on this computer, to look around</source>
        <translation>Startet einen Identitätsanbieter und ein kleines Kubernetes auf diesem Rechner, zum Umsehen</translation>
    </message>
    <message>
        <source>&amp;Import a kubeconfig…</source>
        <translation>Kubeconfig &amp;importieren …</translation>
    </message>
    <message>
        <source>You see everything it would run or weaken before anything is written</source>
        <translation>Sie sehen alles, was sie ausführen oder schwächen würde, bevor etwas geschrieben wird</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Signs you in to Kubernetes and keeps you signed in.</source>
        <translation>Meldet Sie bei Kubernetes an und hält Sie angemeldet.</translation>
    </message>
    <message>
        <source>Start in the tray, without a window.</source>
        <translation>In der Leiste starten, ohne Fenster.</translation>
    </message>
    <message>
        <source>Start an identity provider and a small Kubernetes on this computer.</source>
        <translation>Einen Identitätsanbieter und ein kleines Kubernetes auf diesem Rechner starten.</translation>
    </message>
    <message>
        <source>Use this kubeconfig file alone.</source>
        <translation>Nur diese kubeconfig-Datei verwenden.</translation>
    </message>
</context>
</TS>
