using BedrockDefense.Cli;
using BedrockDefense.Cli.Output;
using BedrockDefense.Emulator.Attack;
using BedrockDefense.Emulator.Checks;
using BedrockDefense.Emulator.Inspection;
using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Ordering;
using BedrockDefense.Emulator.Provisioning;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Stack.Configuration;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal;
using Spectre.Console;
using Spectre.Console.Cli;

namespace BedrockDefense.Emulator;

/// <summary>Deploys the stack to the emulator, attacks it there, shows the result, and deletes the stack.</summary>
internal sealed class EmulateCommand : AsyncCommand<EmulateSettings>
{
    private readonly IAnsiConsole _answers = ConsoleOutput.Answers();
    private readonly IAnsiConsole _progress = ConsoleOutput.Progress();

    public override async Task<int> ExecuteAsync(CommandContext context, EmulateSettings settings, CancellationToken cancellationToken)
    {
        var scenario = Scenario.Load(settings.Scenario);
        var config = ScenarioConfiguration.For(scenario, ConfigFile.Read(settings.Config), hasTargets: false);
        _ = CheckedSettings.Parse(config);
        var program =
            ProgramPath.Find(MotoServer.Program, Environment.GetEnvironmentVariable("PATH") ?? "")
            ?? throw new InvalidInputException($"{MotoServer.Program} is not on PATH; get it with: {MotoServer.InstallCommand}");
        var log = settings.Keep ? Path.Combine(Path.GetTempPath(), $"moto-{Environment.ProcessId}.log") : null;
        var moto = await MotoServer.StartAsync(program, log).ConfigureAwait(false);
        var isLeft = false;
        try
        {
            var (organization, emulated) = await EmulatedConfiguration.PrepareAsync(moto, config).ConfigureAwait(false);
            var stack = await ProvisionAsync(emulated, organization).ConfigureAwait(false);
            var isAsDeclared = await ReadBackAsync(stack).ConfigureAwait(false);
            var emulation = await Emulation.PrepareAsync(stack, organization, CheckedSettings.Parse(emulated)).ConfigureAwait(false);
            var played = await emulation.PlayAsync(scenario).ConfigureAwait(false);
            Show(played);
            if (settings.Keep)
            {
                await InspectionHelp.ShowAsync(_answers, moto, log!, organization, stack.Declaration.HomeRegion).ConfigureAwait(false);
                isLeft = true;
            }
            else
            {
                await emulation.RemoveProbeAsync().ConfigureAwait(false);
                await TearDownAsync(stack).ConfigureAwait(false);
            }

            _answers.MarkupLineInterpolated($"{moto.Calls.Check.CheckedCalls} calls, each as AWS's own models of its API have it.");
            return isAsDeclared && played.Faults.Count == 0 && played.Report.IsMet ? ExitCode.Success : ExitCode.No;
        }
        finally
        {
            if (!isLeft)
            {
                moto.Dispose();
            }
        }
    }

    private async Task<StackDeployment> ProvisionAsync(IReadOnlyDictionary<string, string> config, EmulatedOrganization organization)
    {
        _progress.MarkupLineInterpolated(
            $"[bold]Provisioning[/] for the organization {organization.Id} of account {organization.Management.Id} ..."
        );
        var made = 0;
        return await StackDeployment
            .CreateAsync(
                config,
                organization,
                places => new EmulatedAws(places) { OnCreated = resource => Progress($"{++made, 4}", resource, places.Of(resource)) }
            )
            .ConfigureAwait(false);
    }

    private async Task<bool> ReadBackAsync(StackDeployment stack)
    {
        var readBack = await ReadBack.OfAsync(stack).ConfigureAwait(false);
        foreach (var difference in readBack.Differences)
        {
            _answers.MarkupLineInterpolated($"[red]{VisibleText.Of(difference.ToString())}[/]");
        }

        var findings = StackChecks.Of(stack.Declaration);
        foreach (var finding in findings)
        {
            _answers.MarkupLineInterpolated($"[red]{VisibleText.Of(finding.ToString())}[/]");
        }

        _answers.WriteLine(
            $"{stack.Resources.Count()} resources provisioned and read back; {readBack.Differences.Count} otherwise than "
                + $"declared; {findings.Count} findings of what the emulator does not check."
        );
        return readBack.Differences.Count == 0 && findings.Count == 0;
    }

    private void Show(EmulatedReport played)
    {
        _answers.WriteLine();
        _answers.MarkupLine("[bold yellow]emulated, authorization not enforced[/]");
        RehearsalTable.WriteInFull(_answers, played.Report);
        _answers.WriteLine(
            $"On the emulator: of {played.Events} events {played.ForwardedEvents} passed a deployed forwarder and reached the "
                + $"central bus; messages published to the deployed topics: {played.Messages}; logging configurations put back: "
                + $"{played.Restorations}."
        );
        foreach (var fault in played.Faults)
        {
            _answers.MarkupLineInterpolated($"[red]{VisibleText.Of(fault)}[/]");
        }
    }

    private async Task TearDownAsync(StackDeployment stack)
    {
        _progress.MarkupLine("[bold]Taking it down[/] ...");
        var gone = 0;
        var kept = await Teardown
            .RunAsync(stack, resource => Progress($"{++gone, 4}", resource, stack.PlaceOf(resource)))
            .ConfigureAwait(false);
        _answers.MarkupLineInterpolated(
            $"{gone} resources taken down; kept as evidence: {string.Join(", ", kept.Select(resource => resource.Id).Distinct())}."
        );
    }

    private void Progress(string number, DeclaredResource resource, Place place) =>
        _progress.MarkupLineInterpolated(
            $"[dim]{number}  {place.Account.Id}  {place.Region, -14}[/]  {resource.Type.Split(':')[^1]}  {resource.Name}"
        );
}
