from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "seereya.programme"
    label = "programme"

    def ready(self) -> None:
        from seereya.foundation import desks
        from seereya.programme import wording, wording_expense_sheets, wording_money  # noqa: F401 - registers the room's words
        from seereya.programme.pages import desk, desk_money
        from seereya.programme.queries import counts_lower, counts_rooms  # noqa: F401 - registers counting rules
        from seereya.programme.queries.erasing import HELD, held
        from seereya.protection import erasing

        erasing.register(look=held, words=HELD)
        desks.register("programme", waiting=desk.waits, figures=desk.figures)
        desks.register("money", waiting=desk_money.waits, figures=desk_money.figures)
