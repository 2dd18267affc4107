// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/qtsupport/compat.h"
#include "ui/resources.h"
#include "ui/style.h"
#include "ui/svgicon.h"
#include "ui/theme.h"

#include <QDir>
#include <QImage>
#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTest>

#include <memory>

namespace Theme = Ui::Theme;

class tst_Theme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Ui::initResources(); }

    void everyToneCanBeRead_data()
    {
        QTest::addColumn<QPalette>("palette");
        QTest::newRow("light") << Theme::lightPalette();
        QTest::newRow("dark") << Theme::darkPalette();
        QTest::newRow("plain white") << QPalette(Qt::white, Qt::white);
        QTest::newRow("plain black") << QPalette(Qt::black, Qt::black);
        QTest::newRow("solarized") << QPalette(QColor(0x00, 0x2b, 0x36), QColor(0x00, 0x2b, 0x36));
    }

    void everyToneCanBeRead()
    {
        QFETCH(QPalette, palette);
        for (const auto tone : { Theme::Tone::Muted, Theme::Tone::Good, Theme::Tone::Warning, Theme::Tone::Bad,
                                 Theme::Tone::Accent }) {
            const QColor ink = Theme::tone(palette, tone);
            for (const QColor &surface : { palette.color(QPalette::Window), palette.color(QPalette::Base),
                                           Theme::sideBar(palette), Theme::card(palette), Theme::tint(palette, tone) }) {
                const double contrast = Theme::contrast(ink, surface);
                QVERIFY2(contrast >= 4.5, qPrintable(u"tone %1: %2 on %3 is %4:1"_s.arg(static_cast<int>(tone))
                                                             .arg(ink.name(), surface.name())
                                                             .arg(contrast)));
            }
        }
        const QColor text = palette.color(QPalette::WindowText);
        QVERIFY(Theme::contrast(text, Theme::selection(palette, true)) >= 4.5);
        QVERIFY(Theme::contrast(Theme::tone(palette, Theme::Tone::Muted), Theme::hover(palette)) >= 4.0);
    }

    // WCAG 2.1, 1.4.11: what tells a control from the page has a contrast of 3:1.
    void anEmptyCheckBoxIsSeenInTheDark_data()
    {
        QTest::addColumn<bool>("isOurs");
        QTest::newRow("ours") << true;
        QTest::newRow("Fusion alone") << false; // or else Style can go
    }
    void anEmptyCheckBoxIsSeenInTheDark()
    {
        QFETCH(bool, isOurs);
        const std::unique_ptr<QStyle> style(isOurs ? new Ui::Style(u"Fusion"_s) : QStyleFactory::create(u"Fusion"_s));
        const QPalette palette = Theme::darkPalette();
        const QColor page = palette.color(QPalette::Window);
        QImage image(24, 24, QImage::Format_RGB32);
        image.fill(page);
        QStyleOptionButton option;
        option.palette = palette;
        option.state = QStyle::State_Enabled | QStyle::State_Off;
        option.rect = QRect(4, 4, 16, 16);
        {
            QPainter painter(&image);
            style->drawPrimitive(QStyle::PE_IndicatorCheckBox, &option, &painter, nullptr);
        }
        double best = 1;
        for (int x = 0; x < image.width(); ++x)
            best = std::max(best, Theme::contrast(image.pixelColor(x, 12), page));
        QVERIFY2((best >= 3) == isOurs, qPrintable(QString::number(best)));
    }

    void contrastIsThatOfWcag()
    {
        QCOMPARE(qRound(Theme::contrast(Qt::black, Qt::white)), 21);
        QCOMPARE(qRound(Theme::contrast(Qt::white, Qt::white)), 1);
    }

    void everyIconIsUnderstoodAndDrawn()
    {
        const QStringList names = QDir(u":/icons"_s).entryList();
        QVERIFY(names.size() > 25);
        for (const QString &file : names) {
            const QString name = file.chopped(4);
            QVERIFY2(!Ui::SvgIcon::load(name).isNull(), qPrintable(name));
            const QImage image = Theme::pixmap(name, 24, 1, Qt::black).toImage();
            int inked = 0;
            for (int y = 0; y < 24; ++y) {
                for (int x = 0; x < 24; ++x)
                    inked += qAlpha(image.pixel(x, y)) > 100 ? 1 : 0;
            }
            QVERIFY2(inked > 15, qPrintable(name));
        }
    }

    void whatIsNoIconIsNull_data()
    {
        QTest::addColumn<QByteArray>("svg");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no XML") << QByteArray("hello");
        QTest::newRow("another element") << QByteArray("<svg><image href='x'/></svg>");
        QTest::newRow("an arc") << QByteArray("<svg><path d='M0 0 A1 1 0 0 0 2 2'/></svg>");
        QTest::newRow("too few numbers") << QByteArray("<svg><path d='M0 0 L1'/></svg>");
        QTest::newRow("cut off") << QByteArray("<svg><path d='M0 0 L1 1'/>");
    }

    void whatIsNoIconIsNull()
    {
        QFETCH(QByteArray, svg);
        QVERIFY(Ui::SvgIcon::parse(svg).isNull());
    }

    void sizesGrowWithTheFont()
    {
        const QFont font(u"DejaVu Sans"_s, 10);
        QCOMPARE(Theme::scaled(font, 1.5).pointSizeF(), 15.0);
    }
};

QTEST_MAIN(tst_Theme)
#include "tst_theme.moc"
