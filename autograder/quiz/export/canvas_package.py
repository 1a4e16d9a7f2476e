"""The files around the questions of a package for Canvas.

Source: Canvas, lib/cc/qti/qti_manifest.rb, lib/cc/xsd/cccv1p0.xsd; IMS Content Packaging 1.1.
"""

from collections.abc import Sequence
from html import escape

_QUIZ = "convgrade_quiz"
_META = f"{_QUIZ}_meta"
SETTINGS = f"{_QUIZ}/assessment_meta.xml"
QUESTIONS = f"{_QUIZ}/{_QUIZ}.xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_IMS = "http://www.imsglobal.org/xsd"
_XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


def manifest(title: str, figures: Sequence[str]) -> str:
    """Write what the package holds."""
    pictures = "".join(
        f'<resource identifier="figure_{number}" type="webcontent" href="{path}">'
        f'<file href="{path}"/></resource>\n'
        for number, path in enumerate(figures, start=1)
    )
    associated = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
    return f"""{_HEAD}<manifest identifier="convgrade_manifest"
 xmlns="{_IMS}/imsccv1p1/imscp_v1p1" xmlns:imsmd="{_IMS}/imsmd_v1p2" {_XSI}
 xsi:schemaLocation="{_IMS}/imsccv1p1/imscp_v1p1 {_IMS}/imscp_v1p1.xsd">
<metadata><schema>IMS Content</schema><schemaversion>1.1.3</schemaversion>
<imsmd:lom><imsmd:general><imsmd:title><imsmd:string>{escape(title)}</imsmd:string>
</imsmd:title></imsmd:general></imsmd:lom></metadata>
<organizations/>
<resources>
<resource identifier="{_QUIZ}" type="imsqti_xmlv1p2">
<file href="{QUESTIONS}"/><dependency identifierref="{_META}"/></resource>
<resource identifier="{_META}" type="{associated}" href="{SETTINGS}">
<file href="{SETTINGS}"/></resource>
{pictures}</resources>
</manifest>
"""


def settings(title: str, points: int) -> str:
    """Write how the quiz is given: not published yet, and all else as Canvas has it."""
    canvas = "http://canvas.instructure.com/xsd/cccv1p0"
    return f"""{_HEAD}<quiz identifier="{_QUIZ}" xmlns="{canvas}" {_XSI}
 xsi:schemaLocation="{canvas} https://canvas.instructure.com/xsd/cccv1p0.xsd">
<title>{escape(title)}</title>
<shuffle_answers>true</shuffle_answers>
<scoring_policy>keep_highest</scoring_policy>
<quiz_type>practice_quiz</quiz_type>
<points_possible>{points:.1f}</points_possible>
<show_correct_answers>true</show_correct_answers>
<allowed_attempts>-1</allowed_attempts>
<available>false</available>
</quiz>
"""


def assessment(title: str, sections: str) -> str:
    """Write the questions' file around the questions."""
    qti = f"{_IMS}/ims_qtiasiv1p2"
    return f"""{_HEAD}<questestinterop xmlns="{qti}" {_XSI}
 xsi:schemaLocation="{qti} {_IMS}/ims_qtiasiv1p2p1.xsd">
<assessment ident="{_QUIZ}" title="{escape(title)}">
{_metadata(cc_maxattempts="unlimited")}
<section ident="root_section">
{sections}</section>
</assessment>
</questestinterop>
"""


def group(ident: str, title: str, items: str) -> str:
    """Write questions of which each learner gets one."""
    return (
        f'<section ident="{ident}" title="{escape(title)}"><selection_ordering><selection>'
        "<selection_number>1</selection_number><selection_extension>"
        "<points_per_item>1.0</points_per_item></selection_extension></selection>"
        f"</selection_ordering>\n{items}</section>\n"
    )


def fields(**values: str) -> str:
    """Write the metadata of a question."""
    return f"<itemmetadata>{_metadata(**values)}</itemmetadata>"


def _metadata(**values: str) -> str:
    written = "".join(
        f"<qtimetadatafield><fieldlabel>{name}</fieldlabel>"
        f"<fieldentry>{escape(value)}</fieldentry></qtimetadatafield>"
        for name, value in values.items()
    )
    return f"<qtimetadata>{written}</qtimetadata>"
