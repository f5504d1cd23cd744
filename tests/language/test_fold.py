from language.fold import fold


def test_fold_drops_capitals_and_accents():
    assert fold("Šķēršļi ĀČĒĢĪĶĻŅŠŪŽ") == "skersli acegiklnsuz"
