// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/support/certificates.h"

#include <QRandomGenerator>
#include <QSslSocket>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>

namespace Support {

namespace {

struct Free
{
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    void operator()(X509 *certificate) const { X509_free(certificate); }
    void operator()(BIO *bio) const { BIO_free(bio); }
};
template<typename T>
using Owned = std::unique_ptr<T, Free>;

QByteArray contents(BIO *bio)
{
    char *data = nullptr;
    const auto size = BIO_get_mem_data(bio, &data);
    return QByteArray(data, static_cast<qsizetype>(size));
}

Owned<EVP_PKEY> openSslKey(const QSslKey &key)
{
    const QByteArray pem = key.toPem();
    const Owned<BIO> bio(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
    return Owned<EVP_PKEY>(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
}

Owned<X509> openSslCertificate(const QSslCertificate &certificate)
{
    const QByteArray der = certificate.toDer();
    const auto *data = reinterpret_cast<const unsigned char *>(der.constData());
    return Owned<X509>(d2i_X509(nullptr, &data, static_cast<long>(der.size())));
}

void addExtension(X509 *certificate, X509 *issuer, int id, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, id, value.constData());
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

} // namespace

QSslConfiguration Identity::serverConfiguration() const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(certificate);
    configuration.setPrivateKey(key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

Identity makeIdentity(const CertificateWish &wish, const Identity *issuer)
{
    const Owned<EVP_PKEY> key(EVP_EC_gen("P-256"));
    const Owned<X509> certificate(X509_new());
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()),
                            QRandomGenerator::system()->generate64() >> 1U);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 86400L * wish.validFromDays);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 86400L * wish.validUntilDays);
    X509_set_pubkey(certificate.get(), key.get());
    const QByteArray name = wish.commonName.toUtf8();
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char *>(name.constData()), -1, -1, 0);
    const Owned<X509> parent = issuer ? openSslCertificate(issuer->certificate) : nullptr;
    X509 *signer = parent ? parent.get() : certificate.get();
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(signer));
    addExtension(certificate.get(), signer, NID_basic_constraints,
                 wish.isAuthority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    if (!wish.altName.isEmpty())
        addExtension(certificate.get(), signer, NID_subject_alt_name, wish.altName.toLatin1());
    const Owned<EVP_PKEY> signingKey = issuer ? openSslKey(issuer->key) : nullptr;
    X509_sign(certificate.get(), signingKey ? signingKey.get() : key.get(), EVP_sha256());

    const Owned<BIO> keyPem(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey_traditional(keyPem.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    const Owned<BIO> certificatePem(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(certificatePem.get(), certificate.get());
    return { QSslCertificate(contents(certificatePem.get()), QSsl::Pem),
             QSslKey(contents(keyPem.get()), QSsl::Ec, QSsl::Pem) };
}

} // namespace Support
