"""Take files only where a page asks for one, in memory, and no body above a limit."""

from io import BytesIO

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from portal.serving.access import takes_file

MAX_BODY = 12 * 1024 * 1024  # a file of 10 MB, and the rest of its form


class UploadHandler(FileUploadHandler):
    """Keep a sent file in memory; nothing is ever written to the disk.

    A body above the limit is refused before it is read. A file that is sent to an address that takes none, or by
    somebody who is not signed in, is skipped, so that the answer is that of the form without it.
    """

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):  # noqa: N803 (Django's)
        if content_length > MAX_BODY:
            raise RequestDataTooBig("The body is too large.")

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        if not takes_file(self.request):
            raise SkipFile
        self.file = BytesIO()

    def receive_data_chunk(self, raw_data, start):
        self.file.write(raw_data)

    def file_complete(self, file_size):
        self.file.seek(0)
        return InMemoryUploadedFile(
            self.file,
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )
