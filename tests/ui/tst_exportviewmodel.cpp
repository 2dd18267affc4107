// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/ui/fakes.h"
#include "ui/export/exportviewmodel.h"

#include <QSignalSpy>
#include <QTest>

using Kubeconfig::Certificates;
using Kubeconfig::Secrets;
using Ui::ExportViewModel;

class tst_ExportViewModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<Fakes::World>();
        m_world->kubeconfig.texts.automatic = QByteArray("kind: Config\n");
        m_world->kubeconfig.saves.automatic = Core::Result<std::monostate>();
        m_model = std::make_unique<ExportViewModel>(m_world->kubeconfig, u"prod-eu"_s);
    }

    void leavesSecretsOutUnlessToldOtherwise()
    {
        m_model->save(u"/tmp/x"_s);
        QTRY_VERIFY(m_model->message());
        QCOMPARE(m_model->message()->severity, Ui::Severity::Success);
        QVERIFY(m_world->kubeconfig.exports.back() == (Ui::ExportRequest { u"prod-eu"_s, Secrets::Leave, Certificates::AsWritten }));
        m_model->setSecrets(Secrets::Include);
        m_model->setCertificates(Certificates::Embed);
        m_model->save(u"/tmp/y"_s);
        QTRY_COMPARE(m_world->kubeconfig.exportedTo.size(), 2);
        QVERIFY(m_world->kubeconfig.exports.back() == (Ui::ExportRequest { u"prod-eu"_s, Secrets::Include, Certificates::Embed }));
    }

    void secretsReachTheClipboardOnlyAfterAYes()
    {
        QSignalSpy copied(m_model.get(), &ExportViewModel::copied);
        QVERIFY(m_model->canCopy());
        m_model->setSecrets(Secrets::Include);
        QVERIFY(!m_model->canCopy());
        m_model->copy();
        QVERIFY(m_world->kubeconfig.exports.empty());
        m_model->allowSecretsOnClipboard(true);
        m_model->copy();
        QTRY_COMPARE(copied.count(), 1);
        m_model->setSecrets(Secrets::Leave);
        m_model->setSecrets(Secrets::Include);
        QVERIFY2(!m_model->canCopy(), "the yes was for the choice before");
    }

    void aFileThatIsThereIsToldAndNotReplaced()
    {
        m_world->kubeconfig.saves.automatic =
                Core::Result<std::monostate>(Core::fail(Core::ErrorCode::Conflict, "it is already there", "name another"));
        QSignalSpy saved(m_model.get(), &ExportViewModel::saved);
        m_model->save(u"/tmp/x"_s);
        QTRY_VERIFY(m_model->message());
        QCOMPARE(m_model->message()->severity, Ui::Severity::Error);
        QCOMPARE(saved.count(), 0);
        QVERIFY(!m_model->isBusy());
    }

    void theFileNameIsSafe_data()
    {
        QTest::addColumn<QString>("context");
        QTest::addColumn<QString>("file");
        QTest::newRow("plain") << u"prod-eu"_s << u"prod-eu.kubeconfig"_s;
        QTest::newRow("folders") << u"../../etc/passwd"_s << u"etc-passwd.kubeconfig"_s;
        QTest::newRow("cloud") << u"arn:aws:eks:eu:1:cluster/x"_s << u"arn-aws-eks-eu-1-cluster-x.kubeconfig"_s;
        QTest::newRow("hidden") << u".bashrc"_s << u"bashrc.kubeconfig"_s;
        QTest::newRow("control") << u"a\nb\u202e"_s << u"a-b-.kubeconfig"_s;
        QTest::newRow("nothing left") << u"///"_s << u"context.kubeconfig"_s;
        QTest::newRow("long") << QString(500, u'x') << QString(80, u'x') + u".kubeconfig"_s;
    }
    void theFileNameIsSafe()
    {
        QFETCH(QString, context);
        QFETCH(QString, file);
        QCOMPARE(ExportViewModel(m_world->kubeconfig, context).proposedFileName(), file);
    }

private:
    std::unique_ptr<Fakes::World> m_world;
    std::unique_ptr<ExportViewModel> m_model;
};

QTEST_GUILESS_MAIN(tst_ExportViewModel)
#include "tst_exportviewmodel.moc"
