"""What can go wrong and can be explained to a person; any other exception is a bug.

ViewerError
├── UnreadableFileError    the file is missing, locked, a folder, or no report
├── DamagedLibraryError    the library is missing, foreign, damaged or newer than the program
├── DamagedVocabularyError a word list in resources/vocabulary is missing or was broken by hand
├── UnknownSectionError    a section was named that the report does not have
├── PageListError          a list of pages was not understood or names a page that is not there
├── NothingSelectedError   a deed was asked for and nothing was chosen for it
├── NotKeptError           a note could not be saved; it is still in the editor or a draft
├── DamagedNotesError      the reader's own file is missing, foreign, damaged, newer or locked
├── NotStoredError         a report could not be kept in the person's own library; nothing was changed
├── NotWrittenError        a file could not be written whole; the old one is untouched
└── NotYetError            the command exists, its room is not built yet
"""


class ViewerError(Exception):
    """One clear sentence for the reader (`message`) and a way on (`advice`)."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(f"{message}{advice}")
        self.message = message
        self.advice = advice


class UnreadableFileError(ViewerError):
    """The file cannot be read as a report."""


class DamagedLibraryError(ViewerError):
    """The library cannot be opened."""


class DamagedVocabularyError(ViewerError):
    """A word list cannot be used: the sentence names the file and the line."""


class UnknownSectionError(ViewerError):
    """The report has no such section."""


class PageListError(ViewerError):
    """The list of pages cannot be followed."""


class NothingSelectedError(ViewerError):
    """Nothing was chosen to print, export or copy."""


class NotKeptError(ViewerError):
    """What the reader wrote could not be saved."""


class DamagedNotesError(ViewerError):
    """The reader's own file cannot be opened as it is."""


class NotStoredError(ViewerError):
    """A report could not be kept, or what was asked of the library could not be done; nothing was changed."""


class NotWrittenError(ViewerError):
    """A file could not be written; what was there before is untouched."""


class NotYetError(ViewerError):
    """A command whose room comes with a later version."""
