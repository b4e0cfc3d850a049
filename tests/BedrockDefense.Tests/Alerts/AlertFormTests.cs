using System.Text.Json.Nodes;
using BedrockDefense.Alerts;
using BedrockDefense.Catalog;
using BedrockDefense.Sigma;

namespace BedrockDefense.Tests.Alerts;

/// <summary>A form is a folder of documents. It must be complete; otherwise it is refused with what it lacks.</summary>
public sealed class AlertFormTests
{
    private static readonly MaintenanceWindow Window = new(
        DateTimeOffset.UnixEpoch,
        DateTimeOffset.UnixEpoch.AddHours(2),
        ["AROAEXAMPLEEXAMPLE11"],
        ["alert-path-tampering"]
    );

    private static readonly Dictionary<string, string?> Pager = new()
    {
        ["pager/form.json"] = """{"purpose":"a test"}""",
        ["pager/alert.json"] = """
            {"page":"%detectionId%","title":"%outcomeWord% %titles%","level":"#%severityId%","also":"%detectionIds%","who":"<principal>",
            "at":"<time>"}
            """,
        ["pager/notice.txt"] = "page %detectionId%: %summary%\n%facts%\nstep %nextSteps%",
        ["pager/maintenance.json"] = """{"page":"%windowSpan%","phase":"<phase>"}""",
    };

    private static readonly Dictionary<string, (Dictionary<string, string?> Changes, string[] Faults)> Cases = new()
    {
        ["A folder without a word on what it is for is refused"] = (
            new() { ["pager/form.json"] = null },
            ["there is no document policies/alerts/pager/form.json, which says what the form of alerts \"pager\" is for"]
        ),
        ["A folder without one of the documents is refused with both names it could have"] = (
            new() { ["pager/notice.txt"] = null },
            [
                "the form of alerts \"pager\" lacks a document for notice: write policies/alerts/pager/notice.json or "
                    + "policies/alerts/pager/notice.txt",
            ]
        ),
        ["All documents that are missing are named at once"] = (
            new() { ["pager/alert.json"] = null, ["pager/maintenance.json"] = null },
            [
                "the form of alerts \"pager\" lacks a document for alert: write policies/alerts/pager/alert.json or "
                    + "policies/alerts/pager/alert.txt",
                "the form of alerts \"pager\" lacks a document for maintenance: write "
                    + "policies/alerts/pager/maintenance.json or policies/alerts/pager/maintenance.txt",
            ]
        ),
        ["Two documents for one kind of message are refused"] = (
            new() { ["pager/alert.txt"] = "%title%" },
            [
                "the form of alerts \"pager\" has 2 documents for alert: keep one of policies/alerts/pager/alert.json and "
                    + "policies/alerts/pager/alert.txt",
            ]
        ),
        ["A document that is no JSON is refused with its place"] = (
            new() { ["pager/alert.json"] = "page" },
            ["policies/alerts/pager/alert.json:1:1: "]
        ),
        ["A lone percent sign in a text is refused with its line"] = (
            new() { ["pager/notice.txt"] = "fine\n100 % sure" },
            ["policies/alerts/pager/notice.txt: the line \"100 % sure\" holds a lone percent sign"]
        ),
        ["A property of form.json that there is none of is refused"] = (
            new() { ["pager/form.json"] = """{"purpose":"a test","topics":"pages"}""" },
            ["policies/alerts/pager/form.json: The JSON property 'topics' could not be mapped"]
        ),
        ["A form without a purpose is refused"] = (new() { ["pager/form.json"] = "{}" }, ["policies/alerts/pager/form.json: "]),
        ["A form that is null is refused"] = (new() { ["pager/form.json"] = "null" }, ["policies/alerts/pager/form.json: is null"]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    public static TheoryData<string> Forms => [.. AlertForm.All.Select(form => form.Id)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_form_is_complete_or_refused(string name)
    {
        var (changes, faults) = Cases[name];

        var refused = Assert.Throws<InvalidInputException>(() => Read(changes));

        Assert.Equal(faults.Length, refused.Faults.Count);
        Assert.All(refused.Faults.Zip(faults), fault => Assert.StartsWith(fault.Second, fault.First.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_folder_is_a_form()
    {
        Assert.Equal(
            Repository.Policies("alerts").Select(path => path.Split('/')).Where(path => path.Length > 2).Select(path => path[1]).Distinct(),
            AlertForm.All.Select(form => form.Id)
        );
        Assert.StartsWith(
            "\"pager\" is no form of alerts, since there is no folder policies/alerts/pager; the forms are chat (",
            Assert.Throws<InvalidInputException>(() => AlertForm.Find("pager")).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_form_has_a_document_for_each_message_and_a_value_for_each_placeholder(string id)
    {
        var form = AlertForm.Find(id);
        List<AlertMessage> messages =
        [
            .. from detection in Detection.All
            from outcome in Enum.GetValues<CallOutcome>()
            select AlertMessage.Of(form, new PeopleAlert(detection, [Detection.All[0]], []), outcome, null),
            .. Notice.All.Select(notice => notice.Message(form, null)),
            MaintenanceMessage.Of(form, Window, SigmaLevel.High),
        ];

        Assert.All(messages, message => Assert.DoesNotContain('%', message.InputTemplate));
        Assert.True(form.Purpose.Length > 0);
        Assert.All(
            form.Topic is null ? [] : messages,
            message =>
                // Subscriptions filter by these keys; SNS counts every level of a nested key.
                Assert.Superset(
                    new HashSet<string> { "severity", "detection", "account" },
                    JsonNode.Parse(QuoteVariables(message.InputTemplate))!.AsObject().Select(member => member.Key).ToHashSet()
                )
        );
    }

    [Fact]
    public void What_a_form_needs_is_its_documents()
    {
        var form = Read([]);
        var wide = Detection.All[1];

        var alert = AlertMessage.Of(form, new PeopleAlert(Detection.All[0], [wide], []), CallOutcome.Refused, null);
        var notice = Notice.Find("restore-failed").Message(form, null);
        var maintenance = MaintenanceMessage.Of(form, Window, SigmaLevel.High);

        var level = (int)(wide.Level > Detection.All[0].Level ? wide.Level : Detection.All[0].Level) + 1;
        Assert.Equal(
            $$"""
            {"page":"{{Detection.All[0].Id}}","title":"REFUSED {{Detection.All[0].Rule.Title}}; {{wide.Rule.Title}}","level":{{level}},
            "also":"{{Detection.All[0].Id}}, {{wide.Id}}","who":<principal>,"at":<time>}
            """.ReplaceLineEndings(""),
            alert.InputTemplate
        );
        Assert.Equal(["principal", "time"], alert.InputPaths.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                "\"page restore-failed: in account <account>, <region>: models are used unlogged there, execution <status>\"",
                "\"Execution: <execution>\"",
            ],
            notice.InputTemplate.Split('\n')[..2]
        );
        Assert.Equal(3, notice.InputTemplate.Split('\n').Count(line => line.StartsWith("\"step ", StringComparison.Ordinal)));
        Assert.Equal($$"""{"page":"{{Window.Span}}","phase":<phase>}""", maintenance.InputTemplate);
        Assert.All([alert, notice, maintenance], message => Assert.False(message.TellsRunbook));
    }

    [Fact]
    public void Machines_get_a_finding_of_the_detection_alone_and_nothing_of_how_the_call_ended()
    {
        var form = Read(new() { ["pager/form.json"] = """{"purpose":"a test","topic":"pages"}""" });

        Assert.False(form.IsReadByPeople);
        Assert.Contains(
            "the placeholder %outcomeWord% has no value",
            Assert
                .Throws<PolicyTemplateException>(() =>
                    AlertMessage.Of(form, new PeopleAlert(Detection.All[0], [], []), CallOutcome.Refused, null)
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    private static AlertForm Read(Dictionary<string, string?> changes) =>
        AlertForm.Read("pager", name => changes.TryGetValue(name, out var changed) ? changed : Pager.GetValueOrDefault(name));

    // Variables are no JSON until EventBridge has replaced them with values.
    private static string QuoteVariables(string template) =>
        System.Text.RegularExpressions.Regex.Replace(template, ":(<[A-Za-z]+>)", ":\"$1\"");
}
