using System.Globalization;
using BedrockDefense.Cli.Input;
using BedrockDefense.Cli.Output;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.SavedPlans;
using Spectre.Console;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Verbs;

/// <summary><c>plan</c>: shows the resources that <c>pulumi up</c> would declare for a configuration.</summary>
internal sealed class PlanCommand : AsyncCommand<PlanSettings>
{
    public override async Task<int> ExecuteAsync(CommandContext context, PlanSettings settings, CancellationToken cancellationToken)
    {
        var format = settings.FormatAmong("tree", "json");
        var config = settings.ReadConfigOrSample();
        var organization = SampleOrganization.Of(CheckedSettings.Parse(config));
        if (settings.AccountsFrom(least: organization.MemberAccountIds.Count() + 1) is { } accounts)
        {
            organization = organization.WithSize(accounts);
        }

        var stack = await StackSettings.RenderAsync(config, organization).ConfigureAwait(false);
        if (format == "json")
        {
            Console.Out.WriteLine(SavedPlanFile.Write(CommandLine.Version, config, settings.ReadSecretDigests(), stack));
        }
        else
        {
            ConsoleOutput.Answers().Write(Tree(stack));
            ConsoleOutput
                .Answers()
                .MarkupLineInterpolated($"[bold]{stack.Resources.Count(resource => resource.IsOfAws)}[/] resources in {Regions(stack)}");
            if (settings.Accounts is { } size)
            {
                ConsoleOutput.Answers().WriteLine(Size(stack, size));
            }

            ConsoleOutput.Answers().WriteLine(stack.Coverage);
            ConsoleOutput.Answers().WriteLine(stack.Hearing);
            ConsoleOutput
                .Answers()
                .WriteLine(
                    "No setting replaces a stack set: a change of its name or of its auto-deployment alone would, and none makes one."
                );
            foreach (var sentence in stack.InvocationCopies)
            {
                ConsoleOutput.Answers().WriteLine(sentence);
            }

            foreach (var remark in stack.SharedMessages)
            {
                ConsoleOutput.Answers().WriteLine($"{remark}.");
            }
        }

        return ExitCode.Success;
    }

    private static string Size(StackDeclaration stack, int accounts)
    {
        var regions = stack
            .OfType("aws:cloudformation/stackInstances:StackInstances")
            .Select(instances => instances.Inputs["regions"]!.AsArray().Select(region => region!.GetValue<string>()).ToList())
            .ToList();
        var members = accounts - 1;
        var stacks = (long)regions.Sum(codes => codes.Count) * members;
        var distinct = regions.SelectMany(codes => codes).Distinct().Count();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{stack.Resources.Count(resource => resource.IsOfAws):#,##0} resources for {accounts:#,##0} accounts; the stack sets make "
                + $"{stacks:#,##0} stacks in {members:#,##0} member accounts and {distinct} Regions"
        );
    }

    private static Tree Tree(StackDeclaration stack)
    {
        var tree = new Tree(new Text("bedrock-defense"));
        Add(tree, stack.Resources.ToLookup(resource => resource.Options.Parent), parent: null, stack);
        return tree;
    }

    private static void Add(
        IHasTreeNodes node,
        ILookup<ResourceKey?, DeclaredResource> byParent,
        ResourceKey? parent,
        StackDeclaration stack
    )
    {
        foreach (var resource in byParent[parent])
        {
            Add(node.AddNode(Label(resource, stack)), byParent, resource.Key, stack);
        }
    }

    private static Markup Label(DeclaredResource resource, StackDeclaration stack)
    {
        if (!resource.IsOfAws)
        {
            return Markup.FromInterpolated($"[bold]{resource.Name}[/]");
        }

        var type = resource.Type.Split(':')[^1];
        var account = resource.ProviderAccountId is { } id ? $"  {id}" : "";
        return Markup.FromInterpolated($"{resource.Name}  [dim]{type}  {resource.Region(stack)}{account}[/]");
    }

    private static string Regions(StackDeclaration stack) =>
        string.Join(
            ", ",
            stack
                .Resources.Where(resource => resource.IsOfAws)
                .Select(resource => resource.Region(stack))
                .Distinct()
                .Order(StringComparer.Ordinal)
        );
}
