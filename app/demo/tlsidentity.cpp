// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/demo/tlsidentity.h"

#include "app/oidc/jose/openssl_p.h"
#include "app/qtsupport/compat.h"

#include <QHostAddress>

#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace Demo {

namespace OpenSsl = Jose::OpenSsl;
using X509Certificate = std::unique_ptr<X509, OpenSsl::Deleter<X509_free>>;
using X509Extension = std::unique_ptr<X509_EXTENSION, OpenSsl::Deleter<X509_EXTENSION_free>>;
using Bio = std::unique_ptr<BIO, OpenSsl::Deleter<BIO_free>>;

namespace {

struct Part
{
    const char *commonName;
    X509 *issuer; // null: signs itself
    EVP_PKEY *key;
    EVP_PKEY *issuerKey;
    std::time_t now;
    QList<QPair<int, QByteArray>> extensions;
};

bool addExtension(X509 *certificate, X509 *issuer, int id, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const X509Extension extension(X509V3_EXT_conf_nid(nullptr, &context, id, value.constData()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool setSerialNumber(X509 *certificate)
{
    unsigned char bytes[8] = {};
    if (RAND_bytes(bytes, sizeof bytes) != 1)
        return false;
    const OpenSsl::Bignum number(BN_bin2bn(bytes, sizeof bytes, nullptr));
    return number
            && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

X509Certificate makeCertificate(const Part &part)
{
    X509Certificate made(X509_new());
    X509 *certificate = made.get();
    if (!certificate || X509_set_version(certificate, 2) != 1 || !setSerialNumber(certificate))
        return nullptr;
    constexpr long kHour = 3600;
    std::time_t now = part.now;
    X509_time_adj(X509_getm_notBefore(certificate), -kHour, &now);
    X509_time_adj(X509_getm_notAfter(certificate), 24 * kHour, &now);
    X509_NAME *name = X509_get_subject_name(certificate);
    const auto add = [name](const char *field, const char *value) {
        return X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
                                          OpenSsl::bytes(std::string_view(value)), -1, -1, 0)
                == 1;
    };
    X509 *issuer = part.issuer ? part.issuer : certificate;
    if (!add("O", "Lanyard demo") || !add("CN", part.commonName)
        || X509_set_issuer_name(certificate, X509_get_subject_name(issuer)) != 1
        || X509_set_pubkey(certificate, part.key) != 1)
        return nullptr;
    for (const auto &[id, value] : part.extensions) {
        if (!addExtension(certificate, issuer, id, value))
            return nullptr;
    }
    return X509_sign(certificate, part.issuerKey, EVP_sha256()) > 0 ? std::move(made) : nullptr;
}

QByteArray toPem(const X509 *certificate)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    char *data = nullptr;
    if (!bio || PEM_write_bio_X509(bio.get(), certificate) != 1)
        return {};
    const long size = BIO_get_mem_data(bio.get(), &data);
    return QByteArray(data, static_cast<qsizetype>(size));
}

QSslKey toQtKey(const EVP_PKEY *key)
{
    const Bio bio(BIO_new(BIO_s_secmem()));
    char *data = nullptr;
    if (!bio
        || PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr)
                != 1)
        return {};
    const long size = BIO_get_mem_data(bio.get(), &data);
    return QSslKey(QByteArray::fromRawData(data, static_cast<qsizetype>(size)), QSsl::Ec);
}

QByteArray alternativeNames(const QStringList &names)
{
    QByteArrayList entries;
    for (const QString &name : names)
        entries << (QHostAddress(name).isNull() ? "DNS:" : "IP:") + name.toLatin1();
    return entries.join(',');
}

} // namespace

Core::Result<TlsIdentity> TlsIdentity::create(const QStringList &names, const Core::Clock &clock)
{
    const OpenSsl::ErrorQueueGuard guard;
    const OpenSsl::Pkey authorityKey(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    const OpenSsl::Pkey key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    const auto failed = [] {
        return Core::fail(Core::ErrorCode::Internal, "OpenSSL made no certificate for the demo");
    };
    if (!authorityKey || !key)
        return failed();
    const std::time_t now = std::chrono::system_clock::to_time_t(clock.now());
    const X509Certificate authority =
            makeCertificate({ "Lanyard demo CA",
                              nullptr,
                              authorityKey.get(),
                              authorityKey.get(),
                              now,
                              { { NID_basic_constraints, "critical,CA:TRUE,pathlen:0" },
                                { NID_key_usage, "critical,keyCertSign" },
                                { NID_subject_key_identifier, "hash" } } });
    if (!authority)
        return failed();
    const X509Certificate server =
            makeCertificate({ "Lanyard demo API server",
                              authority.get(),
                              key.get(),
                              authorityKey.get(),
                              now,
                              { { NID_basic_constraints, "critical,CA:FALSE" },
                                { NID_key_usage, "critical,digitalSignature" },
                                { NID_ext_key_usage, "serverAuth" },
                                { NID_authority_key_identifier, "keyid" },
                                { NID_subject_alt_name, alternativeNames(names) } } });
    if (!server)
        return failed();
    TlsIdentity identity;
    identity.m_caPem = toPem(authority.get());
    identity.m_certificate = QSslCertificate(toPem(server.get()));
    identity.m_key = toQtKey(key.get());
    if (identity.m_caPem.isEmpty() || identity.m_certificate.isNull() || identity.m_key.isNull())
        return failed();
    return identity;
}

QSslConfiguration TlsIdentity::serverConfiguration() const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(m_certificate);
    configuration.setPrivateKey(m_key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setCaCertificates({}); // else every connection loads the system's
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    return configuration;
}

} // namespace Demo
