// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/oidc/jose/tokenlab.h"

#include <openssl/bn.h>
#include <openssl/hmac.h>

#include <memory>
#include <optional>

using Core::ErrorCode;
using Core::Json;
using JoseTest::toBytes;
using JoseTest::toStd;
using JoseTest::TokenLab;

Q_DECLARE_METATYPE(Core::ErrorCode)

// Whole tokens as an attacker would send them, each against a verifier that would take a good one. The
// rows are the ways in which JOSE libraries were broken, and each names the error it must end with, so
// that no row passes because of some other mistake in it.
class tst_Attacks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTheGoodTokens_data();
    void takesTheGoodTokens();
    void algorithmAttacks_data();
    void algorithmAttacks() { refuse(); }
    void keyAttacks_data();
    void keyAttacks() { refuse(); }
    void ecdsaAttacks_data();
    void ecdsaAttacks() { refuse(); }
    void rsaAndEdwardsAttacks_data();
    void rsaAndEdwardsAttacks() { refuse(); }
    void encodingAttacks_data();
    void encodingAttacks() { refuse(); }
    void headerAttacks_data();
    void headerAttacks() { refuse(); }
    void payloadAttacks_data();
    void payloadAttacks() { refuse(); }
    void typeAttacks_data();
    void typeAttacks() { refuse(); }
    void everyChangedByteIsNoticed();

private:
    void refuse();
    static void columns()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<Core::ErrorCode>("code");
    }
    static void row(const char *name, std::string_view token, ErrorCode code)
    {
        QTest::newRow(name) << toBytes(token) << code;
    }

    TokenLab m_lab;
};

namespace {

struct Parts
{
    std::string header, payload, signature; // still encoded

    explicit Parts(const std::string &token)
    {
        const std::size_t first = token.find('.');
        const std::size_t second = token.find('.', first + 1);
        header = token.substr(0, first);
        payload = token.substr(first + 1, second - first - 1);
        signature = token.substr(second + 1);
    }
    [[nodiscard]] std::string token() const { return header + '.' + payload + '.' + signature; }
    [[nodiscard]] std::string bytes() const { return JoseTest::must(Jose::decodeBase64Url(signature)); }
    [[nodiscard]] std::string with(std::string_view signatureBytes) const
    {
        return header + '.' + payload + '.' + Jose::encodeBase64Url(signatureBytes);
    }
};

std::string macToken(const Json &header, const Json &claims, const std::string &key)
{
    const std::string input = Jose::encodeBase64Url(header.dump()) + '.'
            + Jose::encodeBase64Url(claims.dump());
    unsigned char mac[EVP_MAX_MD_SIZE] = {};
    unsigned size = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
         reinterpret_cast<const unsigned char *>(input.data()), input.size(), mac, &size);
    return input + '.'
            + Jose::encodeBase64Url(std::string_view(reinterpret_cast<const char *>(mac), size));
}

// The key as SubjectPublicKeyInfo: what a library handed the "public key file" would use as secret.
std::string derOf(const Json &jwk)
{
    const std::string n = JoseTest::must(Jose::decodeBase64Url(jwk["n"].get<std::string>()));
    const std::string prefix = toStd(QByteArray::fromHex(
            "30820122300d06092a864886f70d01010105000382010f003082010a0282010100"));
    return prefix + n + toStd(QByteArray::fromHex("0203010001"));
}

std::string pemOf(const Json &jwk)
{
    const QByteArray text = toBytes(derOf(jwk)).toBase64();
    std::string pem = "-----BEGIN PUBLIC KEY-----\n";
    for (qsizetype at = 0; at < text.size(); at += 64)
        pem += toStd(text.mid(at, 64)) + '\n';
    return pem + "-----END PUBLIC KEY-----\n";
}

std::string number(const char *hex)
{
    return toStd(QByteArray::fromHex(hex));
}

const char kP256Order[] = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

std::string derSignature(const std::string &raw)
{
    const auto integer = [](std::string value) {
        value.erase(0, std::min(value.find_first_not_of('\0'), value.size() - 1));
        if (static_cast<unsigned char>(value.front()) >= 0x80)
            value.insert(value.begin(), '\0');
        return std::string { '\x02', static_cast<char>(value.size()) } + value;
    };
    const std::string both = integer(raw.substr(0, raw.size() / 2)) + integer(raw.substr(raw.size() / 2));
    return std::string { '\x30', static_cast<char>(both.size()) } + both;
}

// (a ± b) as a big-endian number of \a width bytes.
enum class Operation { Add, Subtract };
std::string calculate(Operation operation, const std::string &a, const std::string &b, std::size_t width)
{
    const auto read = [](const std::string &bytes) {
        return std::unique_ptr<BIGNUM, decltype(&BN_free)>(
                BN_bin2bn(reinterpret_cast<const unsigned char *>(bytes.data()),
                          static_cast<int>(bytes.size()), nullptr),
                &BN_free);
    };
    const auto left = read(a);
    const auto right = read(b);
    const auto result = read(std::string());
    if (operation == Operation::Add)
        BN_add(result.get(), left.get(), right.get());
    else
        BN_sub(result.get(), left.get(), right.get());
    std::string out(width, '\0');
    if (BN_bn2binpad(result.get(), reinterpret_cast<unsigned char *>(out.data()), static_cast<int>(width))
        < 0)
        return {};
    return out;
}

} // namespace

void tst_Attacks::refuse()
{
    QFETCH(QByteArray, token);
    QFETCH(Core::ErrorCode, code);
    const auto verified = m_lab.verify(toStd(token));
    QCOMPARE_ERROR(verified, code);
    const std::string line = Core::toLine(verified.error());
    QVERIFY2(line.size() < 1000, "the message is too long");
    QVERIFY2(line.find('\n') == std::string::npos, "the message has several lines");
    if (token.size() > 40) // the message must not carry the token
        QVERIFY(line.find(toStd(token.right(30))) == std::string::npos);
}

void tst_Attacks::takesTheGoodTokens_data()
{
    QTest::addColumn<QByteArray>("token");
    const Json claims = TokenLab::claims();
    const auto row = [](const char *name, std::string_view token) { QTest::newRow(name) << toBytes(token); };
    row("RS256", m_lab.rsa.sign(claims));
    row("PS256", m_lab.pss.sign(claims));
    row("ES256", m_lab.ec.sign(claims));
    row("ES384", m_lab.ec384.sign(claims));
    row("ES512", m_lab.ec521.sign(claims));
    row("EdDSA", m_lab.ed.sign(claims));
    row("no kid", m_lab.ec.sign(claims, { { "kid", nullptr } }));
    row("empty kid", m_lab.ec.sign(claims, { { "kid", "" } }));
    row("no typ", m_lab.rsa.sign(claims, { { "typ", nullptr } }));
    row("typ jwt", m_lab.rsa.sign(claims, { { "typ", "jwt" } }));
    row("typ application/jwt", m_lab.rsa.sign(claims, { { "typ", "application/JWT" } }));
    row("unknown header names", m_lab.rsa.sign(claims, { { "x-vendor", { 1, 2 } } }));
    // Looking there would be the mistake; the signature is good by our own key.
    row("jku is not followed", m_lab.rsa.sign(claims, { { "jku", "https://evil.example/keys" } }));
    row("jwk is not used", m_lab.rsa.sign(claims, { { "jwk", m_lab.attacker.publicJwk() } }));
    // r, n − s is the other signature that ECDSA itself allows; a token is no key of a cache of ours.
    const Parts good(m_lab.ec.sign(claims));
    const std::string s = good.bytes().substr(32);
    row("ES256 with n - s",
        good.with(good.bytes().substr(0, 32) + calculate(Operation::Subtract, number(kP256Order), s, 32)));
}

void tst_Attacks::takesTheGoodTokens()
{
    QFETCH(QByteArray, token);
    const auto verified = m_lab.verify(toStd(token));
    QVERIFY_RESULT(verified);
    QVERIFY(verified->subject == "u-1");
    QVERIFY(verified->issuer == JoseTest::kIssuer);
    QVERIFY(verified->audience == std::vector<std::string> { JoseTest::kClient });
    QCOMPARE(std::chrono::system_clock::to_time_t(verified->expiresAt), JoseTest::kNow + 3600);
    QCOMPARE(std::chrono::system_clock::to_time_t(verified->issuedAt), JoseTest::kNow - 10);
}

void tst_Attacks::algorithmAttacks_data()
{
    columns();
    const Json claims = TokenLab::claims();
    const Json jwk = m_lab.rsa.publicJwk();
    for (const char *name : { "none", "None", "NONE", "nOnE", "", "none ", " none", "HS256", "HS384",
                              "HS512", "rs256", "RS256 ", "RS1", "RSA1_5", "RSA-OAEP", "dir", "ES256K",
                              "ES521", "Ed448", "A128KW", "RS256,none", "RS256\n" }) {
        const std::string signedToken = m_lab.rsa.sign(claims, { { "alg", name } });
        Parts stripped(signedToken);
        stripped.signature.clear();
        row(("signed, alg \"" + std::string(name) + '"').c_str(), signedToken, ErrorCode::TokenAlgorithm);
        row(("unsigned, alg \"" + std::string(name) + '"').c_str(), stripped.token(),
            ErrorCode::TokenAlgorithm);
    }
    const std::pair<const char *, Json> kinds[] = { { "alg number", 1 },
                                                    { "alg true", true },
                                                    { "alg array", Json::array({ "RS256" }) },
                                                    { "alg object", { { "RS256", 1 } } } };
    for (const auto &[name, alg] : kinds)
        row(name, m_lab.rsa.sign(claims, { { "alg", alg } }), ErrorCode::TokenAlgorithm);
    row("alg missing", m_lab.rsa.sign(claims, { { "alg", nullptr } }), ErrorCode::TokenAlgorithm);
    row("alg null", m_lab.rsa.signRaw(R"({"alg":null,"kid":"rsa"})", claims.dump()),
        ErrorCode::TokenAlgorithm);

    // CVE-2015-9235 and its many children: the public key as the secret of an HMAC.
    const Json mac = { { "alg", "HS256" }, { "kid", "rsa" } };
    row("HS256 keyed with the PEM", macToken(mac, claims, pemOf(jwk)), ErrorCode::TokenAlgorithm);
    row("HS256 keyed with the DER", macToken(mac, claims, derOf(jwk)), ErrorCode::TokenAlgorithm);
    row("HS256 keyed with the JWK", macToken(mac, claims, jwk.dump()), ErrorCode::TokenAlgorithm);
    row("HS256 keyed with n", macToken(mac, claims, JoseTest::must(Jose::decodeBase64Url(jwk["n"].get<std::string>()))),
        ErrorCode::TokenAlgorithm);
    row("HS256 keyed with nothing", macToken(mac, claims, ""), ErrorCode::TokenAlgorithm);
    row("MAC called RS256", macToken({ { "alg", "RS256" }, { "kid", "rsa" } }, claims, pemOf(jwk)),
        ErrorCode::TokenSignature);
    row("MAC called ES256", macToken({ { "alg", "ES256" }, { "kid", "ec" } }, claims, pemOf(jwk)),
        ErrorCode::TokenSignature);

    row("RS256 signature called PS256", m_lab.rsa.sign(claims, { { "alg", "PS256" } }),
        ErrorCode::TokenAlgorithm);
    row("RS256 signature called RS512", m_lab.rsa.sign(claims, { { "alg", "RS512" } }),
        ErrorCode::TokenAlgorithm);
    row("PS256 signature called RS256", m_lab.pss.sign(claims, { { "alg", "RS256" } }),
        ErrorCode::TokenAlgorithm);
    row("ES256 signature called ES384", m_lab.ec.sign(claims, { { "alg", "ES384" } }),
        ErrorCode::TokenAlgorithm);
    row("EdDSA signature called ES256", m_lab.ed.sign(claims, { { "alg", "ES256" } }),
        ErrorCode::TokenAlgorithm);
    row("EdDSA signature called ES256, EC key named", m_lab.ed.sign(claims, { { "alg", "ES256" }, { "kid", "ec" } }),
        ErrorCode::TokenSignature);
}

void tst_Attacks::keyAttacks_data()
{
    columns();
    const Json claims = TokenLab::claims();
    const auto forged = [&](const Json &patch) { return m_lab.attacker.sign(claims, patch); };
    const Json evilJwk = m_lab.attacker.publicJwk();
    row("another key under a good name", forged({}), ErrorCode::TokenSignature);
    row("another key without a name", forged({ { "kid", nullptr } }), ErrorCode::TokenSignature);
    // CVE-2018-0114: the key comes with the token.
    row("embedded jwk", forged({ { "jwk", evilJwk } }), ErrorCode::TokenSignature);
    row("embedded jwk without kid", forged({ { "jwk", evilJwk }, { "kid", nullptr } }),
        ErrorCode::TokenSignature);
    row("embedded jwk, its own kid", forged({ { "jwk", evilJwk }, { "kid", "evil" } }),
        ErrorCode::TokenKeyUnknown);
    for (const char *url : { "https://evil.example/jwks", "http://127.0.0.1:1/jwks", "file:///etc/passwd",
                             "https://id.example.org.evil.example/jwks", "https://id.example.org@evil/" }) {
        row((std::string("jku ") + url).c_str(), forged({ { "jku", url } }), ErrorCode::TokenSignature);
        row((std::string("x5u ") + url).c_str(), forged({ { "x5u", url } }), ErrorCode::TokenSignature);
    }
    row("x5c", forged({ { "x5c", { "MIIB" } } }), ErrorCode::TokenSignature);
    const char *const names[] = { "../../etc/passwd", "/dev/null", "' OR 1=1 --", "https://evil.example/",
                                  "| id",             "RSA",       "rsa ",        " rsa",
                                  "r\u0455a",         "oct",       "null" };
    for (const char *name : names)
        row((std::string("kid ") + name).c_str(), forged({ { "kid", name } }), ErrorCode::TokenKeyUnknown);
    row("kid with NUL", forged({ { "kid", std::string("rsa\0", 4) } }), ErrorCode::TokenKeyUnknown);
    row("kid with escape sequences", forged({ { "kid", "\x1b[2J\x1b]0;x\x07" } }),
        ErrorCode::TokenKeyUnknown);
    row("kid of 30 kB", forged({ { "kid", std::string(30'000, 'k') } }), ErrorCode::TokenKeyUnknown);
    row("kid of 1 MB", forged({ { "kid", std::string(1'000'000, 'k') } }), ErrorCode::TokenMalformed);
    row("kid of a key of another type", m_lab.rsa.sign(claims, { { "kid", "ec" } }),
        ErrorCode::TokenAlgorithm);
    row("kid of another RSA key", m_lab.rsa.sign(claims, { { "kid", "pss" } }), ErrorCode::TokenAlgorithm);
    const std::pair<const char *, Json> kinds[] = { { "kid number", 1 },
                                                    { "kid array", Json::array({ "rsa" }) },
                                                    { "kid object", Json::object() },
                                                    { "kid false", false } };
    for (const auto &[name, kid] : kinds)
        row(name, m_lab.rsa.sign(claims, { { "kid", kid } }), ErrorCode::TokenMalformed);
    row("kid null", m_lab.rsa.signRaw(R"({"alg":"RS256","kid":null})", claims.dump()),
        ErrorCode::TokenMalformed);
}

void tst_Attacks::ecdsaAttacks_data()
{
    columns();
    const Parts good(m_lab.ec.sign(TokenLab::claims()));
    const std::string raw = good.bytes();
    const std::string r = raw.substr(0, 32), s = raw.substr(32);
    const std::string zero(32, '\0'), one = zero.substr(1) + '\x01', n = number(kP256Order);
    const std::string field = number("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
    const auto send = [&](const char *name, const std::string &signature) {
        row(name, good.with(signature), ErrorCode::TokenSignature);
    };
    send("r = s = 0 (CVE-2022-21449)", zero + zero);
    send("r = 0", zero + s);
    send("s = 0", r + zero);
    send("r = s = 1", one + one);
    send("r = n", n + s);
    send("s = n", r + n);
    send("r = n, s = n", n + n);
    send("r = p", field + s);
    send("all ones", std::string(64, '\xff'));
    send("swapped", s + r);
    send("r twice", r + r);
    send("DER", derSignature(raw));
    send("DER of zeros", derSignature(zero + zero));
    send("63 bytes", raw.substr(0, 63));
    send("65 bytes", raw + '\0');
    send("leading zero", '\0' + raw);
    send("wide halves", std::string(1, '\0') + r + std::string(1, '\0') + s);
    send("r only", r);
    send("twice", raw + raw);
    send("empty", "");
    send("one byte", "x");
    send("30 kB", std::string(30'000, 'x'));
    row("ES384: zeros", Parts(m_lab.ec384.sign(TokenLab::claims())).with(std::string(96, '\0')),
        ErrorCode::TokenSignature);
    row("ES512: zeros", Parts(m_lab.ec521.sign(TokenLab::claims())).with(std::string(132, '\0')),
        ErrorCode::TokenSignature);
    row("ES512: 130 bytes", Parts(m_lab.ec521.sign(TokenLab::claims())).with(std::string(130, '\1')),
        ErrorCode::TokenSignature);
}

void tst_Attacks::rsaAndEdwardsAttacks_data()
{
    columns();
    const Json claims = TokenLab::claims();
    for (const Demo::TokenSigner *signer : { &m_lab.rsa, &m_lab.pss }) {
        const Parts good(signer->sign(claims));
        const std::string raw = good.bytes();
        const std::string n
                = JoseTest::must(Jose::decodeBase64Url(signer->publicJwk()["n"].get<std::string>()));
        const auto send = [&](const char *name, const std::string &signature) {
            row((signer->keyId() + ": " + name).c_str(), good.with(signature), ErrorCode::TokenSignature);
        };
        send("leading zero", '\0' + raw);
        send("trailing zero", raw + '\0');
        send("first byte gone", raw.substr(1));
        send("last byte gone", raw.substr(0, raw.size() - 1));
        send("empty", "");
        send("0", std::string(256, '\0'));
        send("1", std::string(255, '\0') + '\x01');
        send("n", n);
        send("n - 1", calculate(Operation::Subtract, n, std::string(1, '\x01'), 256));
        send("all ones", std::string(256, '\xff'));
        send("reversed", std::string(raw.rbegin(), raw.rend()));
        send("of another token", Parts(signer->sign(TokenLab::claims({ { "sub", "x" } }))).bytes());
    }
    const Parts good(m_lab.ed.sign(claims));
    const std::string raw = good.bytes();
    const auto send = [&](const char *name, const std::string &signature) {
        row((std::string("EdDSA: ") + name).c_str(), good.with(signature), ErrorCode::TokenSignature);
    };
    // RFC 8032 section 5.1.7: S + L would verify, too, if nobody looked (S is little-endian).
    const std::string order = number("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed");
    const std::string s(raw.rbegin(), raw.rbegin() + 32);
    const std::string sum = calculate(Operation::Add, s, order, 32);
    send("S + L", raw.substr(0, 32) + std::string(sum.rbegin(), sum.rend()));
    send("S = 0", raw.substr(0, 32) + std::string(32, '\0'));
    send("R = 0", std::string(32, '\0') + raw.substr(32));
    send("zeros", std::string(64, '\0'));
    send("ones", std::string(64, '\xff'));
    send("63 bytes", raw.substr(0, 63));
    send("65 bytes", raw + '\0');
    send("empty", "");
    send("114 bytes, as Ed448", std::string(114, '\x01'));
}

void tst_Attacks::encodingAttacks_data()
{
    columns();
    const std::string token = m_lab.ec.sign(TokenLab::claims());
    const Parts good(token);
    const auto send = [&](const char *name, const std::string &text) {
        row(name, text, ErrorCode::TokenMalformed);
    };
    send("empty", "");
    send("one dot", ".");
    send("two dots", "..");
    send("1,000 dots", std::string(1000, '.'));
    send("65,000 dots", std::string(65'000, '.'));
    send("two parts", good.header + '.' + good.payload);
    send("four parts", token + '.');
    send("leading dot", '.' + token);
    send("JWE", token + "." + good.header + "." + good.payload);
    send("64 KiB and one byte", token + std::string(64 * 1024 + 1 - token.size(), 'A'));
    send("flattened JSON", Json { { "payload", good.payload }, { "protected", good.header },
                                  { "signature", good.signature } }.dump());
    send("general JSON", Json { { "payload", good.payload }, { "signatures", Json::array() } }.dump());
    send("leading space", ' ' + token);
    send("trailing line break", token + '\n');
    send("Bearer", "Bearer " + token);
    send("quotes", '"' + token + '"');
    send("padding", token + "==");
    send("padding in the header", good.header + "=." + good.payload + '.' + good.signature);
    send("NUL at the end", token + '\0');
    send("percent coding", good.header + "%2E" + good.payload + '.' + good.signature);
    send("impossible length", token + "AAA");
    Parts spare = good; // 64 bytes leave four spare bits in the last letter
    spare.signature.back() = static_cast<char>(spare.signature.back() + 1);
    send("spare bits", spare.token());
    for (const char c : { '+', '/', '?', '#', ' ', '\xc3' }) {
        Parts changed = good;
        changed.payload[5] = c;
        send((std::string("payload with ") + (c < 0 ? std::string("a high byte") : std::string(1, c))).c_str(),
             changed.token());
    }
    send("base64url twice", Jose::encodeBase64Url(good.header) + '.' + good.payload + '.' + good.signature);
}

void tst_Attacks::headerAttacks_data()
{
    columns();
    const std::string claims = TokenLab::claims().dump();
    const auto send = [&](const char *name, std::string_view header) {
        row(name, m_lab.rsa.signRaw(header, claims), ErrorCode::TokenMalformed);
    };
    send("empty", "");
    send("null", "null");
    send("list", R"(["alg","RS256"])");
    send("text", R"("RS256")");
    send("not JSON", "alg=RS256");
    send("alg twice", R"({"alg":"RS256","alg":"none","kid":"rsa"})");
    send("alg twice, escaped", R"({"alg":"RS256","\u0061lg":"none","kid":"rsa"})");
    send("kid twice", R"({"alg":"RS256","kid":"evil","kid":"rsa"})");
    send("deep duplicate", R"({"alg":"RS256","kid":"rsa","x":{"a":1,"a":2}})");
    send("byte order mark", "\xEF\xBB\xBF{\"alg\":\"RS256\",\"kid\":\"rsa\"}");
    send("trailing text", R"({"alg":"RS256","kid":"rsa"}x)");
    send("second object", R"({"alg":"RS256","kid":"rsa"}{})");
    send("NUL and more", std::string_view("{\"alg\":\"RS256\",\"kid\":\"rsa\"}\0{}", 30));
    send("trailing comma", R"({"alg":"RS256","kid":"rsa",})");
    send("comment", R"({"alg":"RS256"/**/,"kid":"rsa"})");
    send("single quotes", "{'alg':'RS256','kid':'rsa'}");
    send("Latin 1", "{\"alg\":\"RS256\",\"kid\":\"rsa\",\"x\":\"\xe4\"}");
    send("overlong UTF-8", "{\"alg\":\"RS256\",\"kid\":\"rsa\",\"x\":\"\xc0\xaf\"}");
    send("nesting 10,000", R"({"alg":"RS256","kid":"rsa","x":)" + std::string(10'000, '[')
                                   + std::string(10'000, ']') + '}');
    send("10,000 values", R"({"alg":"RS256","kid":"rsa","x":[0)" + [] {
        std::string list;
        for (int i = 0; i < 10'000; ++i)
            list += ",0";
        return list;
    }() + "]}");
    for (const char *member :
         { R"("crit":[])", R"("crit":["exp"])", R"("crit":["b64"])", R"("crit":["http://x/y"])",
           R"("crit":null)", R"("crit":"exp")", R"("crit":{})", R"("b64":false)", R"("b64":true)",
           R"("b64":false,"crit":["b64"])", R"("zip":"DEF")", R"("zip":null)" })
        send(member, R"({"alg":"RS256","kid":"rsa",)" + std::string(member) + '}');
}

void tst_Attacks::payloadAttacks_data()
{
    columns();
    const std::string header = R"({"alg":"RS256","kid":"rsa"})";
    const std::string inside = TokenLab::claims().dump().substr(1); // without the brace
    const auto send = [&](const char *name, std::string_view payload,
                          ErrorCode code = ErrorCode::TokenMalformed) {
        row(name, m_lab.rsa.signRaw(header, payload), code);
    };
    send("empty", "");
    send("null", "null");
    send("list", '[' + TokenLab::claims().dump() + ']');
    send("text", R"("x")");
    send("number", "1");
    send("iss twice", R"({"iss":"https://evil.example",)" + inside);
    send("iss twice, escaped", R"({"\u0069ss":"https://evil.example",)" + inside);
    send("aud twice", R"({"aud":"evil",)" + inside);
    send("deep duplicate", R"({"realm_access":{"roles":[],"roles":["admin"]},)" + inside);
    send("byte order mark", "\xEF\xBB\xBF{" + inside);
    send("trailing text", '{' + inside + "x");
    send("NUL and more", '{' + inside + std::string("\0x", 2));
    send("overlong UTF-8 in sub", "{\"x\":\"\xc0\xae\"," + inside);
    send("surrogate as UTF-8", "{\"x\":\"\xed\xa0\x80\"," + inside);
    send("lone surrogate", R"({"x":"\ud800",)" + inside);
    send("raw control character", "{\"x\":\"\x01\"," + inside);
    send("nesting 10,000", R"({"x":)" + std::string(10'000, '[') + std::string(10'000, ']') + ',' + inside);
    send("infinite number", R"({"x":1e999,)" + inside);
    send("an unsigned token", Jose::encodeBase64Url(R"({"alg":"none"})") + '.'
                                      + Jose::encodeBase64Url(TokenLab::claims().dump()) + '.');
    send("a signed token", m_lab.rsa.sign(TokenLab::claims()));
    // What an attacker changes after the signature was made.
    Parts changed(m_lab.rsa.sign(TokenLab::claims()));
    changed.payload = Jose::encodeBase64Url(TokenLab::claims({ { "sub", "admin" } }).dump());
    row("other claims", changed.token(), ErrorCode::TokenSignature);
    changed.payload.clear();
    row("claims cut out", changed.token(), ErrorCode::TokenSignature);
    Parts header2(m_lab.rsa.sign(TokenLab::claims()));
    header2.header = Jose::encodeBase64Url(R"({"kid":"rsa","alg":"RS256","typ":"JWT"})");
    row("same header, other order", header2.token(), ErrorCode::TokenSignature);
}

void tst_Attacks::typeAttacks_data()
{
    columns();
    const auto header = [&](const char *name, const Json &patch) {
        row(name, m_lab.rsa.sign(TokenLab::claims(), patch), ErrorCode::TokenClaims);
    };
    for (const char *type : { "at+jwt", "application/at+jwt", "AT+JWT", "logout+jwt", "dpop+jwt",
                              "secevent+jwt", "token-introspection+jwt", "oauth-authz-req+jwt", "kb+jwt",
                              "sd-jwt", "", "JWT ", "application/application/jwt" })
        header((std::string("typ ") + type).c_str(), { { "typ", type } });
    header("typ number", { { "typ", 1 } });
    header("typ list", { { "typ", Json::array({ "JWT" }) } });
    header("cty JWT", { { "cty", "JWT" } });
    const auto claim = [&](const char *name, const Json &patch) {
        row(name, m_lab.rsa.sign(TokenLab::claims(patch)), ErrorCode::TokenClaims);
    };
    claim("logout token",
          { { "events", { { "http://schemas.openid.net/event/backchannel-logout", Json::object() } } } });
    for (const char *kind : { "Bearer", "Refresh", "Offline", "Logout" })
        claim((std::string("Keycloak ") + kind).c_str(), { { "typ", kind } });
}

void tst_Attacks::everyChangedByteIsNoticed()
{
    const std::string token = m_lab.ed.sign(TokenLab::claims());
    for (std::size_t at = 0; at < token.size(); ++at) {
        std::string changed = token;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        QVERIFY2(!m_lab.verify(changed), qPrintable(QString::number(at)));
    }
    for (std::size_t length = 0; length < token.size(); ++length)
        QVERIFY2(!m_lab.verify(token.substr(0, length)), qPrintable(QString::number(length)));
    QVERIFY_RESULT(m_lab.verify(token));
}

QTEST_GUILESS_MAIN(tst_Attacks)
#include "tst_attacks.moc"
