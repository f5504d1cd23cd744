"""Storage of static files."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Give files hashed names, and use these names also in imports of ES modules."""

    support_js_module_import_aggregation = True
