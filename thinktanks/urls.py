"""Addresses of the event; those for participants without an account have no language."""

from django.urls import path

from thinktanks.views import (
    answer_groups,
    answers,
    attendance,
    check_in,
    clock,
    feedback,
    joining,
    preparing,
    printouts,
    registration,
    think_tanks,
)

urlpatterns = [
    path("desk/programmes/start/", preparing.programme_start, name="programme-start"),
    path("desk/thinktanks/schedule/", think_tanks.schedule, name="think-tank-schedule"),
    path("desk/thinktanks/<int:pk>/change/", think_tanks.change, name="think-tank-change"),
    path("desk/thinktanks/<int:pk>/cancel/", think_tanks.cancel, name="think-tank-cancel"),
    path("desk/thinktanks/<int:pk>/add-table/", think_tanks.table_add, name="table-add"),
    path(
        "desk/thinktanks/<int:pk>/add-facilitator/",
        think_tanks.facilitator_add,
        name="facilitator-add",
    ),
    path("desk/thinktanks/<int:pk>/prepare/", think_tanks.prepare, name="think-tank-prepare"),
    path("desk/thinktanks/<int:pk>/sheets/", printouts.sheets, name="think-tank-sheets"),
    path("desk/thinktanks/<int:pk>/slide/", printouts.slide, name="think-tank-slide"),
    path("desk/thinktanks/<int:pk>/calendar.ics", printouts.calendar, name="think-tank-calendar"),
    path(
        "desk/thinktanks/<int:pk>/attendance/",
        attendance.attendance,
        name="think-tank-attendance",
    ),
    path(
        "desk/thinktanks/<int:pk>/attendance/check-in/",
        check_in.check_in,
        name="attendance-check-in",
    ),
    path("desk/attendees/<int:pk>/came/", check_in.mark, name="attendee-mark-came"),
    path("desk/attendees/<int:pk>/change/", attendance.change, name="attendee-change"),
    path("desk/attendees/<int:pk>/remove/", attendance.remove, name="attendee-remove"),
    path("desk/thinktanks/<int:pk>/rotate-code/", think_tanks.rotate, name="join-code-rotate"),
    path("desk/thinktanks/<int:pk>/clock/", clock.clock, name="clock"),
    path("desk/thinktanks/<int:pk>/clock/start/", clock.start, name="clock-start"),
    path("desk/thinktanks/<int:pk>/clock/extend/", clock.extend, name="clock-extend"),
    path("desk/thinktanks/<int:pk>/clock/stop/", clock.stop, name="clock-stop"),
    path(
        "desk/thinktanks/<int:pk>/feedback/",
        answers.think_tank_feedback,
        name="think-tank-feedback",
    ),
    path("desk/thinktanks/<int:pk>/feedback/type/", answers.answer_type, name="answer-type"),
    path(
        "desk/programmes/<slug:code>/feedback/",
        answers.programme_feedback,
        name="programme-feedback",
    ),
    path("desk/questions/<int:pk>/answers/hide/", answers.hide, name="answers-hide"),
    path("desk/questions/<int:pk>/answers/unhide/", answers.unhide, name="answers-unhide"),
    path("desk/questions/<int:pk>/answers/mark/", answers.mark, name="answers-mark"),
    path("desk/questions/<int:pk>/answers/unmark/", answers.unmark, name="answers-unmark"),
    path("desk/questions/<int:pk>/answers/allow/", answers.allow, name="answers-allow"),
    path("desk/questions/<int:pk>/answers/group/", answer_groups.group, name="answers-group"),
    path("desk/questions/<int:pk>/answers/ungroup/", answer_groups.ungroup, name="answers-ungroup"),
    path("desk/questions/<int:pk>/answers/move/", answer_groups.answer_move, name="answer-move"),
    path("desk/questions/<int:pk>/groups/form/", answer_groups.group_form, name="group-form"),
    path("desk/questions/<int:pk>/groups/name/", answer_groups.name, name="group-name"),
    path("desk/questions/<int:pk>/groups/move/", answer_groups.move, name="group-move"),
    path("desk/thinktanks/<int:pk>/open/", think_tanks.think_tank_open, name="think-tank-open"),
]
without_language = [
    path("join/", joining.join, name="join"),
    path("join/<str:code>/", joining.think_tank_join, name="think-tank-join"),
    path("device/seat/", joining.device_seat, name="device-seat"),
    path("device/report/", clock.report, name="device-report"),
    path("register/<slug:code>/", registration.register, name="think-tank-register"),
    path(
        "register/<slug:code>/calendar.ics",
        registration.registration_calendar,
        name="registration-calendar",
    ),
    path("feedback/", feedback.feedback, name="feedback"),
    path("feedback/<str:code>/", feedback.feedback_send, name="feedback-send"),
]
