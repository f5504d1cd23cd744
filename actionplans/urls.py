"""Addresses of plans and of the work on them."""

from django.urls import path

from actionplans.views import (
    actions,
    board,
    capture,
    capture_api,
    capture_page,
    contributions,
    downloads,
    history,
    items,
    older_plan,
    participants,
    pasted_list,
    plans,
    publication,
    room,
    versions,
)

urlpatterns = [
    path("plans/", plans.plan_list, name="plan-list"),
    path("plans/<slug:programme>/<slug:region_code>/", plans.plan_show, name="plan-show"),
    path(
        "plans/<slug:programme>/<slug:region_code>.<slug:format>",
        downloads.plan_download,
        name="plan-download",
    ),
    path(
        "plans/<slug:programme>/<slug:region_code>/v<int:number>.<slug:format>",
        downloads.version_download,
        name="version-download",
    ),
    path(
        "plans/<slug:programme>/<slug:region_code>/v<int:number>/",
        versions.version_show,
        name="version-show",
    ),
    path(
        "plans/<slug:programme>/<slug:region_code>/actions/<slug:key>/",
        plans.action_show,
        name="action-show",
    ),
    path("desk/thinktanks/<int:pk>/", capture_page.think_tank_show, name="think-tank-show"),
    path(
        "desk/thinktanks/<int:pk>/plan/<slug:page>/",
        capture_page.think_tank_plan,
        name="think-tank-plan",
    ),
    path("desk/thinktanks/<int:pk>/wall/", room.wall, name="think-tank-wall"),
    path("desk/thinktanks/<int:pk>/monitor/", room.monitor, name="think-tank-monitor"),
    path("desk/thinktanks/<int:pk>/clock/start/", room.clock_start, name="clock-start"),
    path("desk/thinktanks/<int:pk>/close/", room.close, name="think-tank-close"),
    path(
        "desk/thinktanks/<int:pk>/similar/",
        capture_page.contribution_similar,
        name="contribution-similar",
    ),
    path("desk/thinktanks/<int:pk>/capture/", capture.capture, name="contribution-capture"),
    path(
        "desk/thinktanks/<int:pk>/import/",
        pasted_list.contribution_import,
        name="contribution-import",
    ),
    path("desk/thinktanks/<int:pk>/undo/", capture.capture_undo, name="capture-undo"),
    path(
        "desk/contributions/<int:pk>/correct/", contributions.correct, name="contribution-correct"
    ),
    path("desk/contributions/<int:pk>/split/", contributions.split, name="contribution-split"),
    path(
        "desk/contributions/<int:pk>/assign-roles/",
        contributions.assign_roles,
        name="contribution-assign-roles",
    ),
    path(
        "desk/contributions/<int:pk>/withdraw/",
        contributions.withdraw,
        name="contribution-withdraw",
    ),
    path("desk/contributions/<int:pk>/hide/", contributions.hide, name="contribution-hide"),
    path("desk/contributions/<int:pk>/unhide/", contributions.unhide, name="contribution-unhide"),
    path(
        "desk/contributions/<int:pk>/accept-late/",
        contributions.accept_late,
        name="contribution-accept-late",
    ),
    path(
        "desk/contributions/<int:pk>/hide-device/",
        contributions.hide_device,
        name="contribution-hide-device",
    ),
    path("desk/plans/<int:pk>/board/", board.board_show, name="board-show"),
    path("desk/plans/<int:pk>/place/", items.place, name="item-place"),
    path("desk/plans/<int:pk>/take-out/", items.take_out, name="item-take-out"),
    path("desk/plans/<int:pk>/set-aside/", items.set_aside, name="item-set-aside"),
    path("desk/plans/<int:pk>/form/", items.form_action, name="action-form"),
    path("desk/actions/<int:pk>/reword/", actions.reword, name="action-reword"),
    path("desk/actions/<int:pk>/detail/", actions.detail, name="action-detail"),
    path("desk/actions/<int:pk>/reorder/", actions.reorder, name="action-reorder"),
    path("desk/actions/<int:pk>/merge/", actions.merge, name="action-merge"),
    path("desk/actions/<int:pk>/split/", actions.split, name="action-split"),
    path("desk/actions/<int:pk>/dissolve/", actions.dissolve, name="action-dissolve"),
    path("desk/actions/<int:pk>/link/", actions.link, name="action-link"),
    path("desk/actions/<int:pk>/unlink/", actions.unlink, name="action-unlink"),
    path("desk/plans/<int:pk>/history/", history.plan_history, name="plan-history"),
    path("desk/plans/<int:pk>/undo/", history.undo, name="plan-undo"),
    path("desk/plans/<int:pk>/import/", older_plan.plan_import, name="plan-import"),
    path("desk/plans/<int:pk>/import/undo/", older_plan.undo, name="plan-import-undo"),
    path(
        "desk/programmes/<slug:programme>/<slug:region_code>/open/",
        older_plan.plan_open,
        name="plan-open",
    ),
    path("desk/plans/<int:pk>/preview/", publication.preview, name="plan-preview"),
    path("desk/plans/<int:pk>/publish/", publication.publish, name="plan-publish"),
    path("desk/versions/<int:pk>/withdraw/", versions.withdraw, name="version-withdraw"),
    path(
        "desk/programmes/<slug:programme>/summary.xlsx",
        downloads.summary_export,
        name="summary-export",
    ),
    path("desk/texts/<int:pk>/redact/", versions.redact, name="text-redact"),
]
without_language = [
    path("device/", participants.capture, name="device-capture"),
    path("device/contributions/<int:pk>/withdraw/", participants.withdraw, name="device-withdraw"),
    path("receipt/", participants.receipt, name="receipt"),
    path("receipt/<str:code>/", participants.receipt_show, name="receipt-show"),
    path("api/session/", capture_api.session, name="api-session"),
    path("api/capture/", capture_api.capture, name="api-capture"),
]
