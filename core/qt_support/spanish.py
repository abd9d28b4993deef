"""Qt's own words in Spanish: buttons of its dialogs, the menu of a field, the file dialog."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from core.errors import MachineTrouble

_LOCALE = QLocale(QLocale.Language.Spanish, QLocale.Country.Mexico)
_WORDS = "qtbase_es"


def speak_spanish(app: QCoreApplication) -> None:
    """Install Qt's own translation, and Mexico's numbers and dates. Call once, before any window.

    Raises MachineTrouble where PySide6 was installed without it: the program is not whole then.
    """
    QLocale.setDefault(_LOCALE)
    words = QTranslator(app)
    if not words.load(_WORDS, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        raise MachineTrouble({"detail": f"falta la traducción de Qt ({_WORDS})"})
    app.installTranslator(words)
