"""Passwords and secrets: the edges of the rules, and that none is shown."""

from __future__ import annotations

import pytest

from told import told

_SECRET = "Spring4All"


def _sql(command: str) -> str:
    return f'<InvokeSqlCommandTask Identifier="T" Agent="Local" OpenIdClient="Job" SQLCommand="{command}"/>'


def _api(attribute: str, value: str) -> str:
    return f'<InvokeApiTask Identifier="T" {attribute}="{value}"/>'


@pytest.mark.parametrize(
    "content",
    [
        _api("ApiUrl", f"https://svc:{_SECRET}@contoso.com/api"),
        _api("ApiUrl", f"/api/Tool?user=svc&amp;access_token={_SECRET}"),
        _api("ApiUrl", f"Server=db;User Id=svc;PWD={_SECRET};"),
        _api("Body", f"{{ &quot;clientSecret&quot; : &quot;{_SECRET}&quot; }}"),
        _api("Body", f"user=svc&amp;password={_SECRET}"),
        _api("Body", f"Authorization: Bearer {_SECRET * 3}"),
        _sql(f"UPDATE users SET [Password] = N'{_SECRET}'"),
        _sql(f"CREATE USER svc IDENTIFIED BY {_SECRET}"),
        f'<Job Identifier="J"><InvokeApiTaskOverride Identifier="T" Body="ApiKey={_SECRET}"/></Job>',
    ],
)
def test_a_secret_is_found_and_not_shown(content: str) -> None:
    (said,) = told(content, "S106")
    assert "has what looks like a password or another secret, in plain text; keep it out of the configuration" in said
    assert _SECRET not in "".join(told(content, "S", "J"))


@pytest.mark.parametrize(
    "content",
    [
        _api("ApiUrl", "https://contoso.com:8443/api?user=svc@contoso.com"),
        _api("ApiUrl", "/api/Job/TaskResourceType?api-version=1.0&amp;path=/Jobs/TaskResourceType/Query"),
        _api("ApiUrl", "https://svc:{password}@contoso.com/api"),
        _api("Body", "{ &quot;mustChangePassword&quot;: true, &quot;passwordPolicy&quot;: &quot;strong&quot; }"),
        _api(
            "Body",
            "{ &quot;password&quot;: &quot;&quot;, &quot;secret&quot;: null, &quot;apiKey&quot;: &quot;%KEY%&quot; }",
        ),
        _api("Body", "../Conf/Bodies/Password.json"),
        _sql("UPDATE users SET Password = NULL, Secret = @secret WHERE Password = OldPassword"),
        _sql("SELECT id FROM users -- identified by their mail"),
        _sql("UPDATE users SET Password = '', PasswordDate = '2026-01-31'"),
        '<Other Identifier="T" Body="password=Spring4All"/>',
    ],
)
def test_what_is_no_secret_is_not_found(content: str) -> None:
    assert told(content, "S106") == []


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('DefaultPassword="Spring4All"', ["S101 warning"]),
        ('DefaultPassword="Spring4All" AutoGenerate="1"', ["S102 warning"]),
        ('DefaultPassword=""', []),
        ('Mode="Two-Way"', []),
        ('Mode=" 02"', ["S103 warning"]),
        ('GeneratedLength="8"', []),
        ('AutoGenerate="true" GeneratedLength="8"', ["S104 info"]),
        ('AutoGenerate="true" GeneratedLength="12"', []),
        ('AutoGenerate="true" GeneratedLength="8" GeneratedLowerCaseCharsCount="2"', []),
        ('AutoGenerate="true" GeneratedLength="8" GeneratedLowerCaseCharsCount="x"', []),
        ('AutoGenerate="true" GeneratedLength="99999999999999999999"', []),
    ],
)
def test_settings_of_passwords(attributes: str, expected: list[str]) -> None:
    found = told(f'<PasswordResetSettings Identifier="P" {attributes}/>', "S10")
    assert [f"{one.split()[2]} {one.split()[1]}" for one in found] == expected


def test_settings_are_unknown_only_where_others_are_known() -> None:
    mapping = '<LDAPResourceTypeMapping Identifier="M" PasswordResetSetting="P"/>'
    assert told(mapping, "S105") == []
    assert told(f'<PasswordResetSettings Identifier="p"/>{mapping}', "S105") == []
    assert told(f'<PasswordResetSettings Identifier="Q"/>{mapping}', "S105") == [
        (
            "2:80: warning S105 the LDAPResourceTypeMapping 'M' names the PasswordResetSetting 'P', which the "
            "configuration does not declare; declare it, or name another one"
        )
    ]
