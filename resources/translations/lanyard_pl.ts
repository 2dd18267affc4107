<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pl" sourcelanguage="en">
<context>
    <name>Ui::ActivityModel</name>
    <message>
        <source>Signed in</source>
        <translation>Zalogowano</translation>
    </message>
    <message>
        <source>Sign-in failed</source>
        <translation>Logowanie nie powiodło się</translation>
    </message>
    <message>
        <source>Refreshed</source>
        <translation>Odświeżono</translation>
    </message>
    <message>
        <source>Refresh failed</source>
        <translation>Odświeżenie nie powiodło się</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Wylogowano</translation>
    </message>
    <message>
        <source>Token handed out</source>
        <translation>Wydano token</translation>
    </message>
    <message>
        <source>Token refused</source>
        <translation>Odmówiono tokenu</translation>
    </message>
    <message>
        <source>Kubeconfig written</source>
        <translation>Zapisano kubeconfig</translation>
    </message>
    <message>
        <source>Context switched</source>
        <translation>Zmieniono kontekst</translation>
    </message>
    <message>
        <source>Agent started</source>
        <translation>Agent uruchomiony</translation>
    </message>
    <message>
        <source>Agent stopped</source>
        <translation>Agent zatrzymany</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>ok</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Czas</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Co</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>Kto pytał</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Dla</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Odpowiedź</translation>
    </message>
</context>
<context>
    <name>Ui::ActivityPage</name>
    <message>
        <source>Activity</source>
        <translation>Aktywność</translation>
    </message>
    <message>
        <source>Filter: who, what, for what</source>
        <translation>Filtruj: kto, co, dla czego</translation>
    </message>
    <message>
        <source>Filter the activity</source>
        <translation>Filtruj aktywność</translation>
    </message>
    <message>
        <source>Only you can read this log. No token is ever written to it.</source>
        <translation>Tylko Ty możesz czytać ten dziennik. Nigdy nie trafia do niego żaden token.</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Wyczyść filtr</translation>
    </message>
</context>
<context>
    <name>Ui::AddClusterPage</name>
    <message>
        <source>Server</source>
        <translation>Serwer</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Dostawca</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Zaloguj się</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Tożsamość</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Zapis</translation>
    </message>
    <message>
        <source>Add a cluster</source>
        <translation>Dodaj klaster</translation>
    </message>
    <message>
        <source>Address of the &amp;API server</source>
        <translation>Adres serwera &amp;API</translation>
    </message>
    <message>
        <source>The server: line of a kubeconfig, or ask whoever runs the cluster.</source>
        <translation>Wiersz „server:” z pliku kubeconfig albo zapytaj administratora klastra.</translation>
    </message>
    <message>
        <source>The fingerprint matches, &amp;trust it</source>
        <translation>Odcisk się zgadza, &amp;zaufaj</translation>
    </message>
    <message>
        <source>Choose an authority &amp;file…</source>
        <translation>Wybierz &amp;plik urzędu certyfikacji…</translation>
    </message>
    <message>
        <source>Authority of the API server</source>
        <translation>Urząd certyfikacji serwera API</translation>
    </message>
    <message>
        <source>Certificates (*.crt *.pem *.cer);;All files (*)</source>
        <translation>Certyfikaty (*.crt *.pem *.cer);;Wszystkie pliki (*)</translation>
    </message>
    <message>
        <source>&amp;Kind of provider</source>
        <translation>&amp;Rodzaj dostawcy</translation>
    </message>
    <message>
        <source>&amp;Issuer</source>
        <translation>&amp;Wystawca (issuer)</translation>
    </message>
    <message>
        <source>&amp;Client ID</source>
        <translation>Identyfikator &amp;klienta</translation>
    </message>
    <message>
        <source>The API server must accept it as the audience (--oidc-client-id).</source>
        <translation>Serwer API musi przyjmować go jako odbiorcę (--oidc-client-id).</translation>
    </message>
    <message>
        <source>Sc&amp;opes</source>
        <translation>Zakr&amp;esy (scopes)</translation>
    </message>
    <message>
        <source>offline_access lets you stay signed in longer.</source>
        <translation>Dzięki offline_access dłużej pozostaniesz zalogowany.</translation>
    </message>
    <message>
        <source>empty: the authorities of this computer</source>
        <translation>puste: urzędy certyfikacji tego komputera</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Przeglądaj…</translation>
    </message>
    <message>
        <source>Browse for the provider&apos;s authority file</source>
        <translation>Wybierz plik urzędu certyfikacji dostawcy</translation>
    </message>
    <message>
        <source>A&amp;uthority file of the provider</source>
        <translation>Plik &amp;urzędu certyfikacji dostawcy</translation>
    </message>
    <message>
        <source>Authority of the provider</source>
        <translation>Urząd certyfikacji dostawcy</translation>
    </message>
    <message>
        <source>&amp;Sign in with your browser</source>
        <translation>Zalo&amp;guj się w przeglądarce</translation>
    </message>
    <message>
        <source>If no browser has opened, copy this address into one on this computer:</source>
        <translation>Jeśli przeglądarka się nie otworzyła, otwórz ten adres w przeglądarce na tym komputerze:</translation>
    </message>
    <message>
        <source>Sign-in address</source>
        <translation>Adres logowania</translation>
    </message>
    <message>
        <source>Co&amp;py address</source>
        <translation>&amp;Kopiuj adres</translation>
    </message>
    <message>
        <source>Stop waiting</source>
        <translation>Przestań czekać</translation>
    </message>
    <message>
        <source>Not asked yet.</source>
        <translation>Jeszcze nie zapytano.</translation>
    </message>
    <message>
        <source>What the provider says about you</source>
        <translation>Co mówi o Tobie dostawca</translation>
    </message>
    <message>
        <source>&amp;Name of the context</source>
        <translation>&amp;Nazwa kontekstu</translation>
    </message>
    <message>
        <source>Na&amp;mespace</source>
        <translation>&amp;Przestrzeń nazw</translation>
    </message>
    <message>
        <source>&amp;Use it at once (make it the current context)</source>
        <translation>&amp;Użyj od razu (ustaw jako bieżący kontekst)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Anuluj</translation>
    </message>
    <message>
        <source>Leave without writing anything (Esc)</source>
        <translation>Wyjdź bez zapisywania (Esc)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Wstecz</translation>
    </message>
    <message>
        <source>These lines will be written to %1:</source>
        <translation>Te wiersze zostaną zapisane w %1:</translation>
    </message>
    <message>
        <source>Waiting for you to finish in your browser…</source>
        <translation>Czekam, aż skończysz w przeglądarce…</translation>
    </message>
    <message>
        <source>%1 opens in your browser. You sign in there; Lanyard never sees your password.</source>
        <translation>%1 otworzy się w przeglądarce. Tam się zalogujesz; Lanyard nigdy nie widzi Twojego hasła.</translation>
    </message>
    <message>
        <source>&amp;Write it</source>
        <translation>&amp;Zapisz</translation>
    </message>
    <message>
        <source>&amp;Show the cluster</source>
        <translation>&amp;Pokaż klaster</translation>
    </message>
    <message>
        <source>C&amp;ontinue</source>
        <translation>&amp;Dalej</translation>
    </message>
    <message>
        <source>“%1” is in your kubeconfig</source>
        <translation>„%1” jest w Twoim kubeconfig</translation>
    </message>
    <message>
        <source>You closed the browser? Stop waiting, then sign in again.
It shows an error instead of the sign-in? Then the provider does not know the client “%1”, or not its redirect address: stop waiting and check the client ID, or ask the provider&apos;s administrator to allow http://127.0.0.1/* there.</source>
        <translation>Przeglądarka zamknięta? Przerwij czekanie i zaloguj się ponownie.
Pokazuje błąd zamiast logowania? Wtedy dostawca nie zna klienta „%1” albo jego adresu przekierowania: przerwij czekanie i sprawdź identyfikator klienta albo poproś administratora dostawcy o zezwolenie tam na http://127.0.0.1/*.</translation>
    </message>
</context>
<context>
    <name>Ui::AddClusterViewModel</name>
    <message>
        <source>The address must look like https://host:6443</source>
        <translation>Adres musi wyglądać tak: https://host:6443</translation>
    </message>
    <message>
        <source>Looking at the server&apos;s certificate…</source>
        <translation>Sprawdzam certyfikat serwera…</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is trusted by this computer</source>
        <translation>Ten komputer ufa certyfikatowi serwera</translation>
    </message>
    <message>
        <source>The server has an authority of its own. Compare its fingerprint with the one your administrator gave you:</source>
        <translation>Serwer ma własny urząd certyfikacji. Porównaj jego odcisk z tym, który podał Ci administrator:</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is signed by an authority this computer does not know</source>
        <translation>Certyfikat serwera podpisał urząd nieznany temu komputerowi</translation>
    </message>
    <message>
        <source>Choose the authority&apos;s file (often ca.crt).</source>
        <translation>Wybierz plik urzędu certyfikacji (często ca.crt).</translation>
    </message>
    <message>
        <source>You trust this authority for this cluster</source>
        <translation>Ufasz temu urzędowi dla tego klastra</translation>
    </message>
    <message>
        <source>The authority of this file is used</source>
        <translation>Użyty zostanie urząd z tego pliku</translation>
    </message>
    <message>
        <source>Asking the provider…</source>
        <translation>Pytam dostawcę…</translation>
    </message>
    <message>
        <source>secure browser sign-in (PKCE)</source>
        <translation>bezpieczne logowanie w przeglądarce (PKCE)</translation>
    </message>
    <message>
        <source>long sign-ins</source>
        <translation>długie sesje</translation>
    </message>
    <message>
        <source>a groups scope</source>
        <translation>zakres grup</translation>
    </message>
    <message>
        <source>The provider answered and the issuer matches</source>
        <translation>Dostawca odpowiedział, a wystawca się zgadza</translation>
    </message>
    <message>
        <source>It offers: %1</source>
        <translation>Oferuje: %1</translation>
    </message>
    <message>
        <source>Name the authority&apos;s file below; whoever runs the provider has it.</source>
        <translation>Podaj poniżej plik urzędu certyfikacji; ma go ten, kto prowadzi dostawcę.</translation>
    </message>
    <message>
        <source>The authority file below did not sign it; whoever runs the provider has the right one.</source>
        <translation>Urząd z pliku poniżej go nie podpisał; właściwy plik ma ten, kto prowadzi dostawcę.</translation>
    </message>
</context>
<context>
    <name>Ui::AnswerCard</name>
    <message>
        <source>%1 “%2” gives %3 “%4” to %5 “%6”</source>
        <translation>%1 „%2” daje %3 „%4” dla %5 „%6”</translation>
    </message>
    <message>
        <source>%1 names %2 “%3”, but the API server knows you as “%4”: prefixes are part of the name.</source>
        <translation>%1 wymienia %2 „%3”, ale serwer API zna Cię jako „%4”: przedrostki są częścią nazwy.</translation>
    </message>
    <message>
        <source>A binding for</source>
        <translation>Powiązanie dla</translation>
    </message>
    <message>
        <source>Whom the binding names</source>
        <translation>Kogo wymienia powiązanie</translation>
    </message>
    <message>
        <source>Copy YAML</source>
        <translation>Kopiuj YAML</translation>
    </message>
    <message>
        <source>The role and binding that would allow it</source>
        <translation>Rola i powiązanie, które by na to pozwoliły</translation>
    </message>
    <message>
        <source>Give it to whoever administers the cluster: kubectl apply -f -</source>
        <translation>Przekaż administratorowi klastra: kubectl apply -f -</translation>
    </message>
    <message>
        <source>Asking the API server: %1</source>
        <translation>Pytanie do serwera API: %1</translation>
    </message>
    <message>
        <source>Yes: you may %1</source>
        <translation>Tak, wolno: %1</translation>
    </message>
    <message>
        <source>No: you may not %1</source>
        <translation>Nie, nie wolno: %1</translation>
    </message>
    <message>
        <source>No binding names you or one of your groups for this.</source>
        <translation>Żadne powiązanie nie wymienia Ciebie ani Twojej grupy.</translation>
    </message>
    <message>
        <source>group %1</source>
        <translation>grupa %1</translation>
    </message>
    <message>
        <source>user %1</source>
        <translation>użytkownik %1</translation>
    </message>
</context>
<context>
    <name>Ui::CheckList</name>
    <message>
        <source>checking…</source>
        <translation>sprawdzanie…</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>w porządku</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>nie sprawdzono</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n ustalenie</numerusform>
            <numerusform>%n ustalenia</numerusform>
            <numerusform>%n ustaleń</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not checked</source>
        <translation>
            <numerusform>%n niesprawdzone</numerusform>
            <numerusform>%n niesprawdzone</numerusform>
            <numerusform>%n niesprawdzonych</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::Claims</name>
    <message>
        <source>User name</source>
        <translation>Nazwa użytkownika</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Imię i nazwisko</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>E-mail verified</source>
        <translation>E-mail potwierdzony</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Grupy</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Wygasa</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>Wystawiony</translation>
    </message>
    <message>
        <source>Not valid before</source>
        <translation>Nieważny przed</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Zalogowano</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>Wystawca</translation>
    </message>
    <message>
        <source>Audience</source>
        <translation>Odbiorca</translation>
    </message>
    <message>
        <source>Authorized party</source>
        <translation>Uprawniona strona</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Podmiot</translation>
    </message>
    <message>
        <source>Authentication level</source>
        <translation>Poziom uwierzytelnienia</translation>
    </message>
    <message>
        <source>Authentication methods</source>
        <translation>Metody uwierzytelnienia</translation>
    </message>
    <message>
        <source>Given name</source>
        <translation>Imię</translation>
    </message>
    <message>
        <source>Family name</source>
        <translation>Nazwisko</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Język</translation>
    </message>
    <message>
        <source>Session at the provider</source>
        <translation>Sesja u dostawcy</translation>
    </message>
    <message>
        <source>Token ID</source>
        <translation>Identyfikator tokenu</translation>
    </message>
    <message>
        <source>Nonce</source>
        <translation>Nonce</translation>
    </message>
    <message>
        <source>Hash of the access token</source>
        <translation>Skrót tokenu dostępu</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>tak</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nie</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>i jeszcze %n</numerusform>
            <numerusform>i jeszcze %n</numerusform>
            <numerusform>i jeszcze %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::ClaimsModel</name>
    <message>
        <source>What it says</source>
        <translation>Znaczenie</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wartość</translation>
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
        <translation>&amp;Kopiuj wartość</translation>
    </message>
    <message>
        <source>&amp;Raw JSON</source>
        <translation>Surowy &amp;JSON</translation>
    </message>
    <message>
        <source>Claims of the ID token</source>
        <translation>Claimy tokenu ID</translation>
    </message>
    <message>
        <source>Header and claims as JSON</source>
        <translation>Nagłówek i claimy jako JSON</translation>
    </message>
    <message>
        <source>Copy the selected value (%1)</source>
        <translation>Kopiuj zaznaczoną wartość (%1)</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Kopiuj wartość</translation>
    </message>
    <message>
        <source>&amp;Copy all</source>
        <translation>&amp;Kopiuj wszystko</translation>
    </message>
</context>
<context>
    <name>Ui::ClustersPage</name>
    <message>
        <source>Search contexts</source>
        <translation>Szukaj kontekstów</translation>
    </message>
    <message>
        <source>Contexts</source>
        <translation>Konteksty</translation>
    </message>
    <message numerus="yes">
        <source>Search %n context(s)</source>
        <translation>
            <numerusform>Szukaj w %n kontekście</numerusform>
            <numerusform>Szukaj w %n kontekstach</numerusform>
            <numerusform>Szukaj w %n kontekstach</numerusform>
        </translation>
    </message>
    <message>
        <source>No context matches.</source>
        <translation>Żaden kontekst nie pasuje.</translation>
    </message>
    <message>
        <source>Import, history and more</source>
        <translation>Import, historia i inne</translation>
    </message>
    <message>
        <source>&amp;Import a file…</source>
        <translation>&amp;Importuj plik…</translation>
    </message>
    <message>
        <source>Import from the clip&amp;board…</source>
        <translation>Importuj ze &amp;schowka…</translation>
    </message>
    <message>
        <source>&amp;History…</source>
        <translation>&amp;Historia…</translation>
    </message>
    <message>
        <source>the clipboard</source>
        <translation>schowek</translation>
    </message>
    <message>
        <source>Import a kubeconfig</source>
        <translation>Import kubeconfigu</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Wyczyść wyszukiwanie</translation>
    </message>
    <message>
        <source>Group the &amp;contexts</source>
        <translation>Grupuj &amp;konteksty</translation>
    </message>
    <message>
        <source>No &amp;groups</source>
        <translation>Bez &amp;grup</translation>
    </message>
    <message>
        <source>&amp;Group by file</source>
        <translation>&amp;Grupuj według pliku</translation>
    </message>
    <message>
        <source>Group by &amp;server</source>
        <translation>Grupuj według &amp;serwera</translation>
    </message>
    <message>
        <source>U&amp;nused clusters and users…</source>
        <translation>&amp;Nieużywane klastry i użytkownicy…</translation>
    </message>
</context>
<context>
    <name>Ui::ClustersViewModel</name>
    <message>
        <source>Nothing to change</source>
        <translation>Nie ma czego zmieniać</translation>
    </message>
    <message>
        <source>The file already says so.</source>
        <translation>W pliku już tak jest.</translation>
    </message>
</context>
<context>
    <name>Ui::CodeBox</name>
    <message>
        <source>ends before the other one</source>
        <translation>kończy się przed drugim</translation>
    </message>
    <message>
        <source>differs from character %1 on</source>
        <translation>różni się od znaku %1</translation>
    </message>
</context>
<context>
    <name>Ui::ContextActions</name>
    <message>
        <source>&amp;Use this context</source>
        <translation>&amp;Użyj tego kontekstu</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>&amp;Zmień nazwę…</translation>
    </message>
    <message>
        <source>Rename its &amp;cluster…</source>
        <translation>Zmień nazwę jego &amp;klastra…</translation>
    </message>
    <message>
        <source>Rename its u&amp;ser…</source>
        <translation>Zmień nazwę jego uży&amp;tkownika…</translation>
    </message>
    <message>
        <source>Du&amp;plicate…</source>
        <translation>&amp;Powiel…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Eksportuj…</translation>
    </message>
    <message>
        <source>&amp;Protected</source>
        <translation>&amp;Chroniony</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Usuń…</translation>
    </message>
    <message>
        <source>Rename context</source>
        <translation>Zmiana nazwy kontekstu</translation>
    </message>
    <message>
        <source>Rename cluster</source>
        <translation>Zmiana nazwy klastra</translation>
    </message>
    <message>
        <source>Rename user</source>
        <translation>Zmiana nazwy użytkownika</translation>
    </message>
    <message>
        <source>&amp;New name</source>
        <translation>&amp;Nowa nazwa</translation>
    </message>
    <message>
        <source>&amp;Review…</source>
        <translation>&amp;Przejrzyj…</translation>
    </message>
    <message>
        <source>Duplicate context</source>
        <translation>Powielanie kontekstu</translation>
    </message>
    <message>
        <source>&amp;Name of the copy</source>
        <translation>&amp;Nazwa kopii</translation>
    </message>
</context>
<context>
    <name>Ui::ContextListModel</name>
    <message>
        <source>%1, the current context</source>
        <translation>%1, bieżący kontekst</translation>
    </message>
    <message>
        <source>%1, protected</source>
        <translation>%1, chroniony</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>Gdzie indziej</translation>
    </message>
</context>
<context>
    <name>Ui::ContextPane</name>
    <message>
        <source>Signs in with a program of its own</source>
        <translation>Loguje się własnym programem</translation>
    </message>
    <message>
        <source>Uses a token that stands in the file</source>
        <translation>Używa tokenu zapisanego w pliku</translation>
    </message>
    <message>
        <source>Uses a client certificate</source>
        <translation>Używa certyfikatu klienta</translation>
    </message>
    <message>
        <source>Uses a user name and password</source>
        <translation>Używa nazwy użytkownika i hasła</translation>
    </message>
    <message>
        <source>Uses an auth-provider, which kubectl no longer knows</source>
        <translation>Używa auth-provider, którego kubectl już nie zna</translation>
    </message>
    <message>
        <source>Has no sign-in</source>
        <translation>Nie ma logowania</translation>
    </message>
    <message>
        <source>Details of the context</source>
        <translation>Szczegóły kontekstu</translation>
    </message>
    <message>
        <source>&amp;Identity</source>
        <translation>&amp;Tożsamość</translation>
    </message>
    <message>
        <source>C&amp;laims</source>
        <translation>C&amp;laimy</translation>
    </message>
    <message>
        <source>&amp;Entry</source>
        <translation>&amp;Wpis</translation>
    </message>
    <message>
        <source>✓ Current context</source>
        <translation>✓ Bieżący kontekst</translation>
    </message>
    <message>
        <source>&amp;Use this context</source>
        <translation>&amp;Użyj tego kontekstu</translation>
    </message>
    <message>
        <source>Make this the context kubectl uses (Enter in the list)</source>
        <translation>Ustaw jako kontekst używany przez kubectl (Enter na liście)</translation>
    </message>
    <message>
        <source>&amp;Sign in</source>
        <translation>Zalo&amp;guj się</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>&amp;Odśwież</translation>
    </message>
    <message>
        <source>Fetch a new token now</source>
        <translation>Pobierz teraz nowy token</translation>
    </message>
    <message>
        <source>&amp;Namespace</source>
        <translation>&amp;Przestrzeń nazw</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>Przestrzeń nazw</translation>
    </message>
    <message>
        <source>Finish signing in in your browser. If none has opened, copy this address into one:</source>
        <translation>Dokończ logowanie w przeglądarce. Jeśli się nie otworzyła, otwórz w niej ten adres:</translation>
    </message>
    <message>
        <source>Sign-in address</source>
        <translation>Adres logowania</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Kopiuj adres</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Anuluj</translation>
    </message>
    <message>
        <source>What kubectl runs to sign in</source>
        <translation>Co kubectl uruchamia, aby się zalogować</translation>
    </message>
    <message>
        <source>Copy &amp;command</source>
        <translation>Kopiuj po&amp;lecenie</translation>
    </message>
    <message>
        <source>The cluster “%1” is in no file</source>
        <translation>Klastra „%1” nie ma w żadnym pliku</translation>
    </message>
    <message>
        <source>Lanyard can ask for sign-ins that it keeps itself.</source>
        <translation>Lanyard może pytać tylko sesjami, które sam przechowuje.</translation>
    </message>
    <message>
        <source>Not asked yet.</source>
        <translation>Jeszcze nie zapytano.</translation>
    </message>
    <message>
        <source>Sign in first, then the API server can be asked.</source>
        <translation>Najpierw się zaloguj, potem można zapytać serwer API.</translation>
    </message>
    <message>
        <source>Sign in to see what the provider says about you.</source>
        <translation>Zaloguj się, aby zobaczyć, co mówi o Tobie dostawca.</translation>
    </message>
    <message>
        <source>This context does not sign in with an ID token.</source>
        <translation>Ten kontekst nie loguje się tokenem ID.</translation>
    </message>
    <message>
        <source>Context “%1”, user “%2”, from %3</source>
        <translation>Kontekst „%1”, użytkownik „%2”, z %3</translation>
    </message>
    <message>
        <source>Protected: Lanyard asks before it writes</source>
        <translation>Chroniony: Lanyard pyta przed zapisem</translation>
    </message>
    <message>
        <source>&amp;What may I do</source>
        <translation>Co mi w&amp;olno</translation>
    </message>
</context>
<context>
    <name>Ui::DeleteDialog</name>
    <message>
        <source>Also delete &amp;clusters and users that no other context uses</source>
        <translation>Usuń też &amp;klastry i użytkowników, których nie używa żaden inny kontekst</translation>
    </message>
    <message>
        <source>Delete contexts</source>
        <translation>Usuwanie kontekstów</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n context(s)?</source>
        <translation>
            <numerusform>Usunąć %n kontekst?</numerusform>
            <numerusform>Usunąć %n konteksty?</numerusform>
            <numerusform>Usunąć %n kontekstów?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>i jeszcze %n</numerusform>
            <numerusform>i jeszcze %n</numerusform>
            <numerusform>i jeszcze %n</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Review…</source>
        <translation>&amp;Przejrzyj…</translation>
    </message>
</context>
<context>
    <name>Ui::DiffDialog</name>
    <message>
        <source>&amp;Don&apos;t ask again for switching context or namespace</source>
        <translation>Nie &amp;pytaj więcej przy zmianie kontekstu lub przestrzeni nazw</translation>
    </message>
    <message>
        <source>Review the change</source>
        <translation>Sprawdź zmianę</translation>
    </message>
    <message>
        <source>These lines change. Everything else in the file stays as it is, comments included.</source>
        <translation>Te wiersze się zmienią. Reszta pliku zostaje bez zmian, także komentarze.</translation>
    </message>
    <message>
        <source>&amp;Write</source>
        <translation>&amp;Zapisz</translation>
    </message>
    <message numerus="yes">
        <source>Protected: %1 and %n more</source>
        <translation>
            <numerusform>Chronione: %1 i jeszcze %n</numerusform>
            <numerusform>Chronione: %1 i jeszcze %n</numerusform>
            <numerusform>Chronione: %1 i jeszcze %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Protected: %1</source>
        <translation>Chronione: %1</translation>
    </message>
    <message>
        <source>&amp;I mean exactly this</source>
        <translation>&amp;Dokładnie tego chcę</translation>
    </message>
</context>
<context>
    <name>Ui::DiffView</name>
    <message>
        <source>… the rest is not shown</source>
        <translation>… reszty nie pokazano</translation>
    </message>
    <message>
        <source>What will be written</source>
        <translation>Co zostanie zapisane</translation>
    </message>
</context>
<context>
    <name>Ui::Doctor</name>
    <message>
        <source>The kubeconfig</source>
        <translation>Kubeconfig</translation>
    </message>
    <message>
        <source>The exec entry</source>
        <translation>Wpis exec</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Ten komputer</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Certyfikaty</translation>
    </message>
    <message>
        <source>The provider</source>
        <translation>Dostawca</translation>
    </message>
    <message>
        <source>The sign-in</source>
        <translation>Logowanie</translation>
    </message>
    <message>
        <source>The token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>The clocks</source>
        <translation>Zegary</translation>
    </message>
    <message>
        <source>The API server&apos;s answer</source>
        <translation>Odpowiedź serwera API</translation>
    </message>
    <message>
        <source>What you may do</source>
        <translation>Co Ci wolno</translation>
    </message>
    <message>
        <source>Risky rights</source>
        <translation>Ryzykowne uprawnienia</translation>
    </message>
    <message>
        <source>The API server accepts your sign-in, but not all is well</source>
        <translation>Serwer API przyjmuje Twoje logowanie, ale nie wszystko jest w porządku</translation>
    </message>
    <message>
        <source>Healthy: the API server accepts your sign-in</source>
        <translation>Zdrowo: serwer API przyjmuje Twoje logowanie</translation>
    </message>
    <message>
        <source>The API server rejects your sign-in</source>
        <translation>Serwer API odrzuca Twoje logowanie</translation>
    </message>
    <message>
        <source>Whether the API server accepts your sign-in is not known</source>
        <translation>Nie wiadomo, czy serwer API przyjmuje Twoje logowanie</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Błąd</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Ostrzeżenie</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Uwaga</translation>
    </message>
    <message>
        <source>Fine</source>
        <translation>W porządku</translation>
    </message>
    <message>
        <source>Current context</source>
        <translation>Bieżący kontekst</translation>
    </message>
    <message>
        <source>Context “%1”</source>
        <translation>Kontekst „%1”</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n ustalenie</numerusform>
            <numerusform>%n ustalenia</numerusform>
            <numerusform>%n ustaleń</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checked</source>
        <translation>
            <numerusform>%n sprawdzone</numerusform>
            <numerusform>%n sprawdzone</numerusform>
            <numerusform>%n sprawdzonych</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not checked</source>
        <translation>
            <numerusform>%n niesprawdzone</numerusform>
            <numerusform>%n niesprawdzone</numerusform>
            <numerusform>%n niesprawdzonych</numerusform>
        </translation>
    </message>
    <message>
        <source>Findings are in English, like the API server&apos;s log, so that they can be searched for and handed on.</source>
        <translation>Ustalenia są po angielsku, tak jak dziennik serwera API, aby można było ich szukać i przekazywać je dalej.</translation>
    </message>
    <message>
        <source>it was asked just now</source>
        <translation>zapytano go przed chwilą</translation>
    </message>
    <message>
        <source>by the configuration that was given; the server itself was not asked</source>
        <translation>według podanej konfiguracji; samego serwera nie zapytano</translation>
    </message>
    <message>
        <source>%1; the first reason is %2</source>
        <translation>%1; pierwsza przyczyna to %2</translation>
    </message>
</context>
<context>
    <name>Ui::DoctorPage</name>
    <message>
        <source>Clear the path</source>
        <translation>Wyczyść ścieżkę</translation>
    </message>
    <message>
        <source>The doctor looks at the files, the certificates, the provider, your token and the API server&apos;s answer, and says what is wrong and how to mend it. It changes nothing, opens no browser and takes ten seconds at most.</source>
        <translation>Doktor ogląda pliki, certyfikaty, dostawcę, Twój token i odpowiedź serwera API i mówi, co jest nie tak i jak to naprawić. Niczego nie zmienia, nie otwiera przeglądarki i potrzebuje najwyżej dziesięciu sekund.</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Sprawdzenia</translation>
    </message>
    <message>
        <source>Doctor</source>
        <translation>Doktor</translation>
    </message>
    <message>
        <source>Con&amp;text</source>
        <translation>Kon&amp;tekst</translation>
    </message>
    <message>
        <source>Context to examine</source>
        <translation>Kontekst do zbadania</translation>
    </message>
    <message>
        <source>Examine</source>
        <translation>Zbadaj</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Anuluj</translation>
    </message>
    <message>
        <source>Show what is known by now (Esc)</source>
        <translation>Pokaż, co już wiadomo (Esc)</translation>
    </message>
    <message>
        <source>&amp;More to go by: the API server&apos;s configuration, RBAC files</source>
        <translation>&amp;Więcej wskazówek: konfiguracja serwera API, pliki RBAC</translation>
    </message>
    <message>
        <source>Progress of the examination</source>
        <translation>Postęp badania</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wybierz…</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>Wybierz: %1</translation>
    </message>
    <message>
        <source>API &amp;server</source>
        <translation>&amp;Serwer API</translation>
    </message>
    <message>
        <source>its flags, a kube-apiserver manifest, or an AuthenticationConfiguration</source>
        <translation>jego flagi, manifest kube-apiserver lub AuthenticationConfiguration</translation>
    </message>
    <message>
        <source>R&amp;BAC</source>
        <translation>R&amp;BAC</translation>
    </message>
    <message>
        <source>roles and bindings, if you may not read them in the cluster</source>
        <translation>role i powiązania, jeśli nie wolno Ci ich czytać w klastrze</translation>
    </message>
    <message>
        <source>Also try once &amp;without a token</source>
        <translation>Spróbuj też raz &amp;bez tokenu</translation>
    </message>
    <message>
        <source>Asks this cluster for its namespaces as nobody, to find out whether everybody can read it. The attempt stands in the cluster&apos;s audit log, so you are asked each time.</source>
        <translation>Pyta ten klaster bez logowania o jego przestrzenie nazw, aby sprawdzić, czy każdy może go czytać. Próba trafia do dziennika audytu klastra, dlatego za każdym razem pytamy o zgodę.</translation>
    </message>
    <message>
        <source>Copy &amp;report</source>
        <translation>Kopiuj &amp;raport</translation>
    </message>
    <message>
        <source>All of it as text, to hand on. No token is in it.</source>
        <translation>Całość jako tekst do przekazania. Nie ma w nim tokenu.</translation>
    </message>
    <message>
        <source>Examine again</source>
        <translation>Zbadaj ponownie</translation>
    </message>
    <message numerus="yes">
        <source>%n not checked, and why</source>
        <translation>
            <numerusform>%n niesprawdzone i dlaczego</numerusform>
            <numerusform>%n niesprawdzone i dlaczego</numerusform>
            <numerusform>%n niesprawdzonych i dlaczego</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the authority&apos;s certificate</source>
        <translation>Zapisz certyfikat urzędu certyfikacji</translation>
    </message>
    <message>
        <source>Certificates (*.crt *.pem)</source>
        <translation>Certyfikaty (*.crt *.pem)</translation>
    </message>
</context>
<context>
    <name>Ui::DoctorViewModel</name>
    <message>
        <source>Ended before all checks were done</source>
        <translation>Zakończono, zanim wszystkie sprawdzenia były gotowe</translation>
    </message>
</context>
<context>
    <name>Ui::EntriesDialog</name>
    <message>
        <source>Also show &amp;those that a context uses</source>
        <translation>Pokaż &amp;także te, których używa kontekst</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Usuń…</translation>
    </message>
    <message>
        <source>Unused clusters and users</source>
        <translation>Nieużywane klastry i użytkownicy</translation>
    </message>
    <message>
        <source>kubectl uses a cluster or a user only through a context. What you delete here can be brought back from the history.</source>
        <translation>kubectl używa klastra lub użytkownika tylko poprzez kontekst. To, co tu usuniesz, można przywrócić z historii.</translation>
    </message>
    <message>
        <source>Clusters and users</source>
        <translation>Klastry i użytkownicy</translation>
    </message>
    <message>
        <source>Nothing is left over: every cluster and every user has a context.</source>
        <translation>Nic nie zostało: każdy klaster i każdy użytkownik ma kontekst.</translation>
    </message>
</context>
<context>
    <name>Ui::EntriesModel</name>
    <message>
        <source>Cluster</source>
        <translation>Klaster</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Użytkownik</translation>
    </message>
    <message>
        <source>no context</source>
        <translation>żaden kontekst</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nazwa</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Rodzaj</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>Używany przez</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Plik</translation>
    </message>
</context>
<context>
    <name>Ui::EntriesViewModel</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 i jeszcze %n</numerusform>
            <numerusform>%1 i jeszcze %n</numerusform>
            <numerusform>%1 i jeszcze %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to change</source>
        <translation>Nie ma nic do zmiany</translation>
    </message>
    <message>
        <source>The file already says so.</source>
        <translation>Plik już tak mówi.</translation>
    </message>
    <message numerus="yes">
        <source>%n context(s) will not work any more: %1</source>
        <translation>
            <numerusform>%n kontekst przestanie działać: %1</numerusform>
            <numerusform>%n konteksty przestaną działać: %1</numerusform>
            <numerusform>%n kontekstów przestanie działać: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::ExportDialog</name>
    <message>
        <source>With &amp;secrets: tokens, passwords and keys that stand in the file</source>
        <translation>Z &amp;sekretami: tokeny, hasła i klucze zapisane w pliku</translation>
    </message>
    <message>
        <source>&amp;Embed certificates, so that it works on another computer</source>
        <translation>&amp;Osadź certyfikaty, aby działało na innym komputerze</translation>
    </message>
    <message>
        <source>&amp;Let the secrets onto the clipboard, where every program can read them</source>
        <translation>&amp;Wpuść sekrety do schowka, gdzie każdy program może je odczytać</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Zapisz &amp;jako…</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopiuj</translation>
    </message>
    <message>
        <source>Export context</source>
        <translation>Eksport kontekstu</translation>
    </message>
    <message>
        <source>A kubeconfig of its own, with this context, its cluster and its user. Your sign-in with Lanyard is in the keychain and never part of it.</source>
        <translation>Osobny kubeconfig z tym kontekstem, jego klastrem i użytkownikiem. Twoje logowanie w Lanyardzie jest w pęku kluczy i nigdy tam nie trafia.</translation>
    </message>
</context>
<context>
    <name>Ui::ExportViewModel</name>
    <message>
        <source>Exported</source>
        <translation>Wyeksportowano</translation>
    </message>
    <message>
        <source>%1 is readable for you alone.</source>
        <translation>%1 może odczytać tylko Ty.</translation>
    </message>
    <message>
        <source>Copied to the clipboard</source>
        <translation>Skopiowano do schowka</translation>
    </message>
</context>
<context>
    <name>Ui::FindingCard</name>
    <message>
        <source>What was seen</source>
        <translation>Co stwierdzono</translation>
    </message>
    <message>
        <source>What the API server logs</source>
        <translation>Co zapisuje serwer API</translation>
    </message>
    <message>
        <source>The way out</source>
        <translation>Jak to naprawić</translation>
    </message>
    <message>
        <source>Copy fix</source>
        <translation>Kopiuj rozwiązanie</translation>
    </message>
    <message>
        <source>Save the authority&apos;s certificate…</source>
        <translation>Zapisz certyfikat urzędu certyfikacji…</translation>
    </message>
    <message>
        <source>Copy the fix for %1</source>
        <translation>Kopiuj rozwiązanie dla %1</translation>
    </message>
</context>
<context>
    <name>Ui::HistoryDialog</name>
    <message>
        <source>&amp;Undo this change…</source>
        <translation>&amp;Cofnij tę zmianę…</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historia</translation>
    </message>
    <message>
        <source>What Lanyard wrote</source>
        <translation>Co zapisał Lanyard</translation>
    </message>
    <message>
        <source>Changes, newest first</source>
        <translation>Zmiany, najnowsze najpierw</translation>
    </message>
    <message>
        <source>Lines of the selected change</source>
        <translation>Linie wybranej zmiany</translation>
    </message>
    <message>
        <source>Lanyard has written nothing yet.</source>
        <translation>Lanyard niczego jeszcze nie zapisał.</translation>
    </message>
</context>
<context>
    <name>Ui::HistoryModel</name>
    <message>
        <source>%1 (undone)</source>
        <translation>%1 (cofnięto)</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Czas</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Co</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Plik</translation>
    </message>
</context>
<context>
    <name>Ui::HistoryViewModel</name>
    <message>
        <source>Nothing to change</source>
        <translation>Nie ma nic do zmiany</translation>
    </message>
    <message>
        <source>The file already says so.</source>
        <translation>Plik już tak mówi.</translation>
    </message>
    <message>
        <source>This change is undone already.</source>
        <translation>Ta zmiana została już cofnięta.</translation>
    </message>
    <message>
        <source>This change took out a refresh token, which Lanyard keeps in no file. It cannot be undone.</source>
        <translation>Ta zmiana usunęła token odświeżania, którego Lanyard nie trzyma w żadnym pliku. Nie można jej cofnąć.</translation>
    </message>
</context>
<context>
    <name>Ui::IdentityView</name>
    <message>
        <source>The API server knows you as</source>
        <translation>Serwer API zna Cię jako</translation>
    </message>
    <message>
        <source>As&amp;k the API server</source>
        <translation>&amp;Zapytaj serwer API</translation>
    </message>
    <message>
        <source>User name at the API server</source>
        <translation>Nazwa użytkownika na serwerze API</translation>
    </message>
    <message>
        <source>Groups at the API server</source>
        <translation>Grupy na serwerze API</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nazwa użytkownika</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Grupy</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>i jeszcze %n</numerusform>
            <numerusform>i jeszcze %n</numerusform>
            <numerusform>i jeszcze %n</numerusform>
        </translation>
    </message>
    <message>
        <source>none</source>
        <translation>brak</translation>
    </message>
    <message>
        <source>Who the API server says you are</source>
        <translation>Kim jesteś według serwera API</translation>
    </message>
    <message>
        <source>Asking the API server…</source>
        <translation>Pytam serwer API…</translation>
    </message>
    <message>
        <source>The API server agrees (asked at %1)</source>
        <translation>Serwer API się zgadza (zapytano o %1)</translation>
    </message>
    <message>
        <source>(asked at %1)</source>
        <translation>(zapytano o %1)</translation>
    </message>
</context>
<context>
    <name>Ui::ImportDialog</name>
    <message>
        <source>Cluster</source>
        <translation>Klaster</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Użytkownik</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontekst</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nowy</translation>
    </message>
    <message>
        <source>Already there</source>
        <translation>Już istnieje</translation>
    </message>
    <message>
        <source>Name is taken</source>
        <translation>Nazwa zajęta</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Co robi</translation>
    </message>
    <message>
        <source>Exactly</source>
        <translation>Dokładnie</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Wpis</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linia</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Rodzaj</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nazwa</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importuj</translation>
    </message>
    <message>
        <source>Review the import</source>
        <translation>Przegląd importu</translation>
    </message>
    <message>
        <source>Where a &amp;name is taken by something else</source>
        <translation>Gdy &amp;nazwa jest zajęta przez coś innego</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wybierz…</translation>
    </message>
    <message>
        <source>Import under a new name</source>
        <translation>Importuj pod nową nazwą</translation>
    </message>
    <message>
        <source>Keep mine, leave theirs out</source>
        <translation>Zachowaj moje, pomiń ich</translation>
    </message>
    <message>
        <source>Replace mine by theirs</source>
        <translation>Zastąp moje ich wersją</translation>
    </message>
    <message>
        <source>What the file brings</source>
        <translation>Co przynosi plik</translation>
    </message>
    <message>
        <source>What the file would run, read or weaken</source>
        <translation>Co plik uruchomiłby, odczytał lub osłabił</translation>
    </message>
    <message>
        <source>Entries of the file</source>
        <translation>Wpisy w pliku</translation>
    </message>
    <message>
        <source>&amp;Lines</source>
        <translation>&amp;Linie</translation>
    </message>
    <message>
        <source>From %1.</source>
        <translation>Źródło: %1.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wczytywanie…</translation>
    </message>
    <message>
        <source>Everything in it is already in your kubeconfig, with the same content.</source>
        <translation>Wszystko, co zawiera, jest już w Twoim kubeconfigu z tą samą treścią.</translation>
    </message>
    <message>
        <source>%1 new, %2 already there, %3 with a name that is taken. Nothing is written or run yet.</source>
        <translation>%1 nowych, %2 już istnieje, %3 z zajętą nazwą. Nic nie zostało jeszcze zapisane ani uruchomione.</translation>
    </message>
    <message>
        <source>&amp;Risks (%1)</source>
        <translation>&amp;Ryzyka (%1)</translation>
    </message>
    <message>
        <source>&amp;Entries (%1)</source>
        <translation>&amp;Wpisy (%1)</translation>
    </message>
    <message>
        <source>I have looked at &amp;what it runs and weakens</source>
        <translation>Przejrzałem, &amp;co uruchamia i osłabia</translation>
    </message>
    <message>
        <source>I have looked at &amp;what it runs and weakens, and that it changes protected contexts</source>
        <translation>Przejrzałem, &amp;co uruchamia i osłabia, oraz że zmienia chronione konteksty</translation>
    </message>
</context>
<context>
    <name>Ui::ImportViewModel</name>
    <message>
        <source>Runs a program</source>
        <translation>Uruchamia program</translation>
    </message>
    <message>
        <source>Reads a file</source>
        <translation>Czyta plik</translation>
    </message>
    <message>
        <source>Goes through a proxy</source>
        <translation>Przechodzi przez proxy</translation>
    </message>
    <message>
        <source>Trusts any server</source>
        <translation>Ufa każdemu serwerowi</translation>
    </message>
    <message>
        <source>No encryption</source>
        <translation>Brak szyfrowania</translation>
    </message>
    <message>
        <source>Brings a secret</source>
        <translation>Przynosi sekret</translation>
    </message>
    <message>
        <source>Acts as somebody else</source>
        <translation>Działa jako ktoś inny</translation>
    </message>
    <message>
        <source>Outdated sign-in</source>
        <translation>Przestarzałe logowanie</translation>
    </message>
</context>
<context>
    <name>Ui::MainWindow</name>
    <message>
        <source>Clusters</source>
        <translation>Klastry</translation>
    </message>
    <message>
        <source>Sign-ins</source>
        <translation>Sesje</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktywność</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ustawienia</translation>
    </message>
    <message>
        <source>dropped text</source>
        <translation>upuszczony tekst</translation>
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
        <translation>Od claimów do nazw w serwerze API</translation>
    </message>
    <message>
        <source>As&amp;k the API server</source>
        <translation>Za&amp;pytaj serwer API</translation>
    </message>
    <message>
        <source>Which claim becomes your user name and your groups shows when it was asked.</source>
        <translation>Który claim staje się nazwą użytkownika i grupami, okaże się po zapytaniu.</translation>
    </message>
    <message>
        <source>Asking the API server…</source>
        <translation>Pytanie do serwera API…</translation>
    </message>
    <message>
        <source>The API server gave no answer that could be compared; the Identity tab says why.</source>
        <translation>Serwer API nie dał odpowiedzi do porównania; przyczynę podaje karta „Tożsamość”.</translation>
    </message>
    <message>
        <source>Worked out from this token and the API server&apos;s answer; its configuration may do more.</source>
        <translation>Wywnioskowano z tego tokenu i odpowiedzi serwera API; jego konfiguracja może robić więcej.</translation>
    </message>
    <message>
        <source>user name</source>
        <translation>użytkownik</translation>
    </message>
    <message>
        <source>group</source>
        <translation>grupa</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>i jeszcze %n</numerusform>
            <numerusform>i jeszcze %n</numerusform>
            <numerusform>i jeszcze %n</numerusform>
        </translation>
    </message>
    <message>
        <source>is not taken over</source>
        <translation>nie jest przejmowane</translation>
    </message>
    <message>
        <source>becomes, as it is,</source>
        <translation>staje się bez zmian</translation>
    </message>
    <message>
        <source>becomes, with “%1” before it,</source>
        <translation>z „%1” na początku staje się</translation>
    </message>
    <message>
        <source>of no claim as it is</source>
        <translation>z żadnego claimu</translation>
    </message>
    <message>
        <source>not at the API server</source>
        <translation>nie ma w serwerze API</translation>
    </message>
    <message>
        <source>or %1: the same value</source>
        <translation>albo %1: ta sama wartość</translation>
    </message>
    <message>
        <source>%1, or %2 with the same value</source>
        <translation>%1 albo %2 o tej samej wartości</translation>
    </message>
</context>
<context>
    <name>Ui::MessageBar</name>
    <message>
        <source>Dismiss this message</source>
        <translation>Zamknij komunikat</translation>
    </message>
</context>
<context>
    <name>Ui::NameDialog</name>
    <message>
        <source>The name holds characters that cannot be seen.</source>
        <translation>Nazwa zawiera niewidoczne znaki.</translation>
    </message>
    <message>
        <source>This name is taken.</source>
        <translation>Ta nazwa jest zajęta.</translation>
    </message>
</context>
<context>
    <name>Ui::Presets</name>
    <message>
        <source>Any OpenID Connect provider</source>
        <translation>Dowolny dostawca OpenID Connect</translation>
    </message>
    <message>
        <source>Take the values that your API server was started with: --oidc-issuer-url and --oidc-client-id.</source>
        <translation>Weź wartości, z którymi uruchomiono serwer API: --oidc-issuer-url i --oidc-client-id.</translation>
    </message>
    <message>
        <source>The issuer ends with /realms/ and the name of the realm. The client must be public, with http://127.0.0.1/* among its redirect addresses.</source>
        <translation>Wystawca kończy się fragmentem /realms/ i nazwą realmu. Klient musi być publiczny, z http://127.0.0.1/* wśród adresów przekierowania.</translation>
    </message>
    <message>
        <source>The issuer ends with the application&apos;s slug and a slash.</source>
        <translation>Wystawca kończy się skrótem aplikacji i ukośnikiem.</translation>
    </message>
    <message>
        <source>The groups scope needs an authorization server that has it.</source>
        <translation>Zakres groups wymaga serwera autoryzacji, który go zna.</translation>
    </message>
    <message>
        <source>The issuer ends with the ID of the project.</source>
        <translation>Wystawca kończy się identyfikatorem projektu.</translation>
    </message>
</context>
<context>
    <name>Ui::RightsView</name>
    <message>
        <source>Verb</source>
        <translation>Czasownik</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Zasób</translation>
    </message>
    <message>
        <source>pods, deployments.apps, pods/log</source>
        <translation>pods, deployments.apps, pods/log</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nazwa</translation>
    </message>
    <message>
        <source>any name</source>
        <translation>dowolna nazwa</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>Przestrzeń nazw</translation>
    </message>
    <message>
        <source>whole cluster</source>
        <translation>cały klaster</translation>
    </message>
    <message>
        <source>As&amp;k</source>
        <translation>Za&amp;pytaj</translation>
    </message>
    <message>
        <source>&amp;Can I</source>
        <translation>&amp;Czy mogę</translation>
    </message>
    <message>
        <source>in</source>
        <translation>w</translation>
    </message>
    <message>
        <source>Search: pods, create, apps</source>
        <translation>Szukaj: pods, create, apps</translation>
    </message>
    <message>
        <source>Search the rules</source>
        <translation>Szukaj w regułach</translation>
    </message>
    <message>
        <source>What you may do</source>
        <translation>Co Ci wolno</translation>
    </message>
    <message>
        <source>The API server lists what you may do in the namespace above.</source>
        <translation>Serwer API wylicza, co Ci wolno w przestrzeni nazw powyżej.</translation>
    </message>
    <message>
        <source>Sign in first, then the API server can be asked.</source>
        <translation>Najpierw się zaloguj, potem można zapytać serwer API.</translation>
    </message>
    <message>
        <source>Asking the API server…</source>
        <translation>Pytanie do serwera API…</translation>
    </message>
    <message>
        <source>In “%1”, asked at %2.</source>
        <translation>W „%1”, zapytano o %2.</translation>
    </message>
    <message>
        <source>Not complete: there are rights that the API server cannot list.</source>
        <translation>Lista niepełna: są uprawnienia, których serwer API nie potrafi wyliczyć.</translation>
    </message>
    <message>
        <source>&amp;List what I may do</source>
        <translation>Wy&amp;listuj, co mi wolno</translation>
    </message>
</context>
<context>
    <name>Ui::RightsViewModel</name>
    <message>
        <source>%1 in the whole cluster</source>
        <translation>%1 w całym klastrze</translation>
    </message>
    <message>
        <source>%1 in “%2”</source>
        <translation>%1 w „%2”</translation>
    </message>
    <message>
        <source>“%1” was looked for in the core group. For another one, write it as NAME.GROUP.</source>
        <translation>Szukano „%1” w grupie podstawowej. Dla innej wpisz NAZWA.GRUPA.</translation>
    </message>
    <message>
        <source>“%1” are of the whole cluster: the namespace does not count.</source>
        <translation>„%1” należą do całego klastra: przestrzeń nazw się nie liczy.</translation>
    </message>
    <message>
        <source>You may not read the bindings, so whether one was meant for you is not known.</source>
        <translation>Nie wolno Ci czytać powiązań, więc nie wiadomo, czy któreś było przeznaczone dla Ciebie.</translation>
    </message>
</context>
<context>
    <name>Ui::RulesModel</name>
    <message>
        <source>core</source>
        <translation>podstawowa</translation>
    </message>
    <message>
        <source>all</source>
        <translation>wszystkie</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>Zasoby</translation>
    </message>
    <message>
        <source>You may</source>
        <translation>Wolno Ci</translation>
    </message>
    <message>
        <source>API groups</source>
        <translation>Grupy API</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Nazwy</translation>
    </message>
</context>
<context>
    <name>Ui::SettingsPage</name>
    <message>
        <source>Show the &amp;difference before switching context or namespace</source>
        <translation>Pokazuj &amp;różnicę przed zmianą kontekstu lub przestrzeni nazw</translation>
    </message>
    <message>
        <source>Keep running in the &amp;tray when the window is closed</source>
        <translation>Działaj dalej w &amp;zasobniku po zamknięciu okna</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ustawienia</translation>
    </message>
    <message>
        <source>Behaviour</source>
        <translation>Zachowanie</translation>
    </message>
    <message>
        <source>Kubeconfig files</source>
        <translation>Pliki kubeconfig</translation>
    </message>
    <message>
        <source>They come from the KUBECONFIG variable or --kubeconfig, else from ~/.kube/config, just as for kubectl.</source>
        <translation>Pochodzą ze zmiennej KUBECONFIG lub z --kubeconfig, a w innym razie z ~/.kube/config, tak jak w kubectl.</translation>
    </message>
    <message>
        <source>About</source>
        <translation>O programie</translation>
    </message>
    <message>
        <source>Lanyard %1</source>
        <translation>Lanyard %1</translation>
    </message>
    <message>
        <source>Your refresh tokens stay in the keychain of your desktop. Licensed under Apache-2.0.</source>
        <translation>Twoje tokeny odświeżania pozostają w bazie kluczy pulpitu. Licencja Apache-2.0.</translation>
    </message>
</context>
<context>
    <name>Ui::SideBar</name>
    <message>
        <source>Pages</source>
        <translation>Strony</translation>
    </message>
    <message>
        <source>&amp;Add cluster…</source>
        <translation>&amp;Dodaj klaster…</translation>
    </message>
    <message>
        <source>Add a cluster (%1)</source>
        <translation>Dodaj klaster (%1)</translation>
    </message>
</context>
<context>
    <name>Ui::SidesView</name>
    <message>
        <source>One side</source>
        <translation>Jedna strona</translation>
    </message>
    <message>
        <source>The other side</source>
        <translation>Druga strona</translation>
    </message>
</context>
<context>
    <name>Ui::SignInCard</name>
    <message>
        <source>Refresh now</source>
        <translation>Odśwież teraz</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Zaloguj się</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Wyloguj się</translation>
    </message>
    <message>
        <source>End this sign-in at the provider and forget it here</source>
        <translation>Zakończ tę sesję u dostawcy i zapomnij ją tutaj</translation>
    </message>
    <message>
        <source>Finish signing in in your browser. If none has opened, copy this address into one:</source>
        <translation>Dokończ logowanie w przeglądarce. Jeśli się nie otworzyła, otwórz w niej ten adres:</translation>
    </message>
    <message>
        <source>Sign-in address</source>
        <translation>Adres logowania</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Kopiuj adres</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Anuluj</translation>
    </message>
    <message>
        <source>Kept in: %1</source>
        <translation>Przechowywana w: %1</translation>
    </message>
    <message>
        <source>Used by: %1</source>
        <translation>Używana przez: %1</translation>
    </message>
</context>
<context>
    <name>Ui::SignInsPage</name>
    <message>
        <source>Sign-ins</source>
        <translation>Sesje</translation>
    </message>
    <message>
        <source>Nobody is signed in yet. Choose a context and sign in, or add a cluster.</source>
        <translation>Nikt nie jest jeszcze zalogowany. Wybierz kontekst i zaloguj się albo dodaj klaster.</translation>
    </message>
</context>
<context>
    <name>Ui::SignInsViewModel</name>
    <message>
        <source>Nobody yet</source>
        <translation>Jeszcze nikt</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>i jeszcze %n</numerusform>
            <numerusform>i jeszcze %n</numerusform>
            <numerusform>i jeszcze %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Signed out. The provider has ended the sign-in.</source>
        <translation>Wylogowano. Dostawca zakończył sesję.</translation>
    </message>
    <message>
        <source>Signed out on this computer</source>
        <translation>Wylogowano na tym komputerze</translation>
    </message>
    <message>
        <source>The provider did not confirm that it forgot the sign-in.</source>
        <translation>Dostawca nie potwierdził, że zapomniał sesję.</translation>
    </message>
    <message>
        <source>If this computer is not yours, end the session at the provider too.</source>
        <translation>Jeśli to nie Twój komputer, zakończ sesję także u dostawcy.</translation>
    </message>
</context>
<context>
    <name>Ui::StepIndicator</name>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>Krok %1 z %2: %3</translation>
    </message>
</context>
<context>
    <name>Ui::Text</name>
    <message>
        <source>Not found</source>
        <translation>Nie znaleziono</translation>
    </message>
    <message>
        <source>No permission</source>
        <translation>Brak uprawnień</translation>
    </message>
    <message>
        <source>The file is read-only</source>
        <translation>Plik jest tylko do odczytu</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Dysk jest pełny</translation>
    </message>
    <message>
        <source>Too large to read safely</source>
        <translation>Zbyt duże, aby bezpiecznie odczytać</translation>
    </message>
    <message>
        <source>The kubeconfig could not be read</source>
        <translation>Nie można odczytać kubeconfig</translation>
    </message>
    <message>
        <source>Another program is writing the kubeconfig</source>
        <translation>Inny program zapisuje właśnie kubeconfig</translation>
    </message>
    <message>
        <source>A lock file was left behind</source>
        <translation>Pozostał plik blokady</translation>
    </message>
    <message>
        <source>Something else is already there</source>
        <translation>Jest tam już coś innego</translation>
    </message>
    <message>
        <source>Refused by a safety rule</source>
        <translation>Odrzucone przez regułę bezpieczeństwa</translation>
    </message>
    <message>
        <source>There is nothing to do</source>
        <translation>Nie ma nic do zrobienia</translation>
    </message>
    <message>
        <source>A file could not be read or written</source>
        <translation>Nie można odczytać lub zapisać pliku</translation>
    </message>
    <message>
        <source>No answer in time</source>
        <translation>Brak odpowiedzi na czas</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted</source>
        <translation>Certyfikat serwera nie jest zaufany</translation>
    </message>
    <message>
        <source>No secure connection</source>
        <translation>Brak bezpiecznego połączenia</translation>
    </message>
    <message>
        <source>The API server did not accept the sign-in</source>
        <translation>Serwer API nie przyjął logowania</translation>
    </message>
    <message>
        <source>The API server says no</source>
        <translation>Serwer API odmówił</translation>
    </message>
    <message>
        <source>The API server cannot be reached</source>
        <translation>Serwer API jest nieosiągalny</translation>
    </message>
    <message>
        <source>The server cannot be reached</source>
        <translation>Serwer jest nieosiągalny</translation>
    </message>
    <message>
        <source>The server gave an answer that cannot be used</source>
        <translation>Odpowiedzi serwera nie da się użyć</translation>
    </message>
    <message>
        <source>The issuer address must begin with https</source>
        <translation>Adres wystawcy musi zaczynać się od https</translation>
    </message>
    <message>
        <source>The provider calls itself by another issuer</source>
        <translation>Dostawca podaje innego wystawcę</translation>
    </message>
    <message>
        <source>This address is no OpenID Connect provider</source>
        <translation>Pod tym adresem nie ma dostawcy OpenID Connect</translation>
    </message>
    <message>
        <source>Please sign in</source>
        <translation>Zaloguj się</translation>
    </message>
    <message>
        <source>The sign-in was refused</source>
        <translation>Logowanie odrzucono</translation>
    </message>
    <message>
        <source>The sign-in was not finished in time</source>
        <translation>Logowania nie dokończono na czas</translation>
    </message>
    <message>
        <source>No browser could be opened</source>
        <translation>Nie można otworzyć przeglądarki</translation>
    </message>
    <message>
        <source>The provider does not know this client ID</source>
        <translation>Dostawca nie zna tego identyfikatora klienta</translation>
    </message>
    <message>
        <source>The provider does not know our redirect address</source>
        <translation>Dostawca nie zna naszego adresu przekierowania</translation>
    </message>
    <message>
        <source>The provider refused a scope</source>
        <translation>Dostawca odrzucił zakres</translation>
    </message>
    <message>
        <source>The sign-in has ended</source>
        <translation>Sesja się zakończyła</translation>
    </message>
    <message>
        <source>Canceled</source>
        <translation>Anulowano</translation>
    </message>
    <message>
        <source>The provider did not complete the sign-in</source>
        <translation>Dostawca nie dokończył logowania</translation>
    </message>
    <message>
        <source>Something went wrong inside Lanyard</source>
        <translation>Coś poszło nie tak wewnątrz Lanyard</translation>
    </message>
    <message>
        <source>A value is missing or wrong</source>
        <translation>Brakuje wartości lub jest błędna</translation>
    </message>
    <message>
        <source>The provider&apos;s token was not accepted</source>
        <translation>Token dostawcy nie został przyjęty</translation>
    </message>
    <message>
        <source>The keychain is locked</source>
        <translation>Baza kluczy jest zablokowana</translation>
    </message>
    <message>
        <source>The keychain cannot be used</source>
        <translation>Nie można użyć bazy kluczy</translation>
    </message>
    <message>
        <source>The agent cannot be reached</source>
        <translation>Agent jest nieosiągalny</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Zaloguj się</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Spróbuj ponownie</translation>
    </message>
    <message>
        <source>Remove the lock and write</source>
        <translation>Usuń blokadę i zapisz</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>wygasł</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>została mniej niż minuta</translation>
    </message>
    <message numerus="yes">
        <source>%n min left</source>
        <translation>
            <numerusform>została %n min</numerusform>
            <numerusform>zostały %n min</numerusform>
            <numerusform>zostało %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h left</source>
        <translation>
            <numerusform>została %n godz.</numerusform>
            <numerusform>zostały %n godz.</numerusform>
            <numerusform>zostało %n godz.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>został %n dzień</numerusform>
            <numerusform>zostały %n dni</numerusform>
            <numerusform>zostało %n dni</numerusform>
        </translation>
    </message>
    <message>
        <source>just now</source>
        <translation>przed chwilą</translation>
    </message>
    <message>
        <source>in less than a minute</source>
        <translation>za mniej niż minutę</translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>%n min temu</numerusform>
            <numerusform>%n min temu</numerusform>
            <numerusform>%n min temu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n min</source>
        <translation>
            <numerusform>za %n min</numerusform>
            <numerusform>za %n min</numerusform>
            <numerusform>za %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>%n godz. temu</numerusform>
            <numerusform>%n godz. temu</numerusform>
            <numerusform>%n godz. temu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n h</source>
        <translation>
            <numerusform>za %n godz.</numerusform>
            <numerusform>za %n godz.</numerusform>
            <numerusform>za %n godz.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n dzień temu</numerusform>
            <numerusform>%n dni temu</numerusform>
            <numerusform>%n dni temu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n day(s)</source>
        <translation>
            <numerusform>za %n dzień</numerusform>
            <numerusform>za %n dni</numerusform>
            <numerusform>za %n dni</numerusform>
        </translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Zalogowano</translation>
    </message>
    <message>
        <source>Refreshing</source>
        <translation>Odświeżanie</translation>
    </message>
    <message>
        <source>Waiting for your browser</source>
        <translation>Czeka na przeglądarkę</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>Niezalogowany</translation>
    </message>
    <message>
        <source>Provider out of reach</source>
        <translation>Dostawca nieosiągalny</translation>
    </message>
    <message>
        <source>Keychain locked</source>
        <translation>Baza kluczy zablokowana</translation>
    </message>
    <message>
        <source>Signed in as %1</source>
        <translation>Zalogowano jako %1</translation>
    </message>
    <message>
        <source>Keychain</source>
        <translation>Baza kluczy</translation>
    </message>
    <message>
        <source>Memory, until Lanyard ends</source>
        <translation>Pamięć, do zakończenia Lanyard</translation>
    </message>
</context>
<context>
    <name>Ui::TrayModel</name>
    <message>
        <source>Open Lanyard</source>
        <translation>Otwórz Lanyard</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Zakończ</translation>
    </message>
    <message>
        <source>No current context</source>
        <translation>Brak bieżącego kontekstu</translation>
    </message>
    <message>
        <source>%1 · namespace %2</source>
        <translation>%1 · przestrzeń nazw %2</translation>
    </message>
    <message numerus="yes">
        <source>More… (%n)</source>
        <translation>
            <numerusform>Więcej… (%n)</numerusform>
            <numerusform>Więcej… (%n)</numerusform>
            <numerusform>Więcej… (%n)</numerusform>
        </translation>
    </message>
    <message>
        <source>Sign in: %1…</source>
        <translation>Zaloguj się: %1…</translation>
    </message>
    <message>
        <source>Refresh now</source>
        <translation>Odśwież teraz</translation>
    </message>
</context>
<context>
    <name>Ui::WelcomePage</name>
    <message>
        <source>Welcome to Lanyard</source>
        <translation>Witamy w Lanyard</translation>
    </message>
    <message>
        <source>Sign in once in your browser, and kubectl just works. There is no cluster in your kubeconfig yet.</source>
        <translation>Zaloguj się raz w przeglądarce, a kubectl po prostu działa. W Twoim kubeconfig nie ma jeszcze klastra.</translation>
    </message>
    <message>
        <source>Add a &amp;cluster…</source>
        <translation>Dodaj &amp;klaster…</translation>
    </message>
    <message>
        <source>&amp;Try the demo</source>
        <translation>Wypró&amp;buj demo</translation>
    </message>
    <message>
        <source>Starts an identity provider and a small Kubernetes on this computer, to look around</source>
        <translation>Uruchamia na tym komputerze dostawcę tożsamości i mały Kubernetes, aby się rozejrzeć</translation>
    </message>
    <message>
        <source>&amp;Import a kubeconfig…</source>
        <translation>&amp;Importuj kubeconfig…</translation>
    </message>
    <message>
        <source>You see everything it would run or weaken before anything is written</source>
        <translation>Zobaczysz wszystko, co uruchomi lub osłabi, zanim cokolwiek zostanie zapisane</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Signs you in to Kubernetes and keeps you signed in.</source>
        <translation>Loguje do Kubernetesa i utrzymuje sesję.</translation>
    </message>
    <message>
        <source>Start in the tray, without a window.</source>
        <translation>Uruchom w zasobniku, bez okna.</translation>
    </message>
    <message>
        <source>Start an identity provider and a small Kubernetes on this computer.</source>
        <translation>Uruchom na tym komputerze dostawcę tożsamości i mały Kubernetes.</translation>
    </message>
    <message>
        <source>Use this kubeconfig file alone.</source>
        <translation>Użyj tylko tego pliku kubeconfig.</translation>
    </message>
</context>
</TS>
