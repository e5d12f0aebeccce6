"""The same commune in every format that is read, and formats that are not."""

from commune import sheets
from writers import by_libreoffice, by_openpyxl, by_xlwt, fixture


@fixture("whole.xlsx")
def whole(path):
    by_openpyxl(sheets(), path)


@fixture("whole-by-libreoffice.xlsx")
def whole_by_libreoffice(path):
    by_libreoffice(sheets(), path)


@fixture("xls-biff8.xls")
def xls_biff8(path):
    by_xlwt(sheets(), path)


@fixture("xls-biff8-by-libreoffice.xls")
def xls_by_libreoffice(path):
    by_libreoffice(sheets(), path)


@fixture("ods.ods")
def ods(path):
    by_libreoffice(sheets(), path)


@fixture("xlsx-called-xls.xls")
def xlsx_called_xls(path):
    by_openpyxl(sheets(), path)
