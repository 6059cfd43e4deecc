"""The package fetchcraft.parsing.docling, as it is.

It imports at its top what only its own server uses: docling, with gigabytes of models' frameworks. Empty modules stand in
for that, so that the clients can be imported as their documentation says."""

import sys
import types


def _stand_in(name, *classes):
    module = types.ModuleType(name)
    for each in classes:
        setattr(module, each, type(each, (), {}))
    sys.modules[name] = module


_stand_in('docling')
_stand_in('docling.document_converter', 'DocumentConverter')
_stand_in('docling.datamodel')
_stand_in('docling.datamodel.base_models', 'InputFormat')
_stand_in('docling.datamodel.pipeline_options', 'PdfPipelineOptions', 'RapidOcrOptions')
_stand_in('magic')
sys.modules['magic'].from_buffer = lambda buffer, mime: 'application/octet-stream'

from fetchcraft.connector.filesystem import LocalFile  # noqa: E402, F401
from fetchcraft.node import DocumentNode  # noqa: E402, F401
from fetchcraft.parsing.docling import AsyncDoclingParserClient, DoclingParserClient  # noqa: E402, F401
from fetchcraft.parsing.docling.client.docling_parser import RemoteDoclingParser  # noqa: E402, F401
