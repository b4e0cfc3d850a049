using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Packing;
using BedrockDefense.Scp.Reading;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace BedrockDefense.Tests.Scp;

public sealed class ScpPackerTests
{
    private const int Limit = 1_000;

    private static readonly ScpLimits Limits = new(Characters: Limit, PoliciesPerTarget: 10);

    // The room for the statements of one policy, each with its comma. The frame has 39 characters, and the first statement has no comma.
    private const int Room = Limit - 40;

    private static readonly int[] TightSizes = [319, 266, 277, 370, 265, 247, 269, 357, 204, 295, 345, 344, 244, 367, 281, 258];

    [Fact]
    public void No_statements_make_no_policy() => Assert.Empty(ScpPacker.Pack([], Limits));

    [Fact]
    public void A_policy_that_is_just_full_is_one_policy_and_a_character_more_makes_two()
    {
        Assert.Single(ScpPacker.Pack(Statements(500, Room - 500), Limits));
        Assert.Equal(Limit, PolicyDocumentSize.Count(Assert.Single(ScpPacker.Pack(Statements(500, Room - 500), Limits)).Json));
        Assert.Equal(2, ScpPacker.Pack(Statements(500, Room - 499), Limits).Count);
    }

    [Property(MaxTest = 300)]
    public Property Every_statement_is_in_exactly_one_policy_that_AWS_takes() =>
        Prop.ForAll(
            Sizes(20),
            sizes =>
            {
                var statements = Statements(sizes);
                var policies = ScpPacker.Pack(statements, Limits with { PoliciesPerTarget = 100 });

                Assert.Equal(
                    statements.Select(statement => statement.Sid).Order(),
                    policies.SelectMany(policy => policy.Statements).Select(statement => statement.Sid).Order()
                );
                Assert.All(policies, policy => Assert.Empty(Limits.FindFaults(policy.Name, policy.Json, "")));
                Assert.All(
                    policies,
                    policy => Assert.Equal(policy.Statements.Count, PolicyReader.Parse(policy.Json, policy.Name).Statements.Count)
                );
            }
        );

    [Property(MaxTest = 300)]
    public Property There_is_no_way_to_need_fewer_policies() =>
        Prop.ForAll(
            Sizes(7),
            sizes => Assert.Equal(FewestPolicies(sizes), ScpPacker.Pack(Statements(sizes), Limits with { PoliciesPerTarget = 100 }).Count)
        );

    // Five policies are enough: another program tried every division. A simple search gives up before it finds one.
    [Fact]
    public void Policies_with_little_room_to_spare_are_found() =>
        Assert.All(
            Enumerable.Range(0, 20),
            round =>
                Assert.Equal(
                    5,
                    ScpPacker
                        .Pack(
                            [.. TightSizes.Select((size, index) => Statement($"S{index}R{round}", size))],
                            Limits with
                            {
                                PoliciesPerTarget = 6,
                            }
                        )
                        .Count
                )
        );

    [Property(MaxTest = 100)]
    public Property The_order_of_the_statements_does_not_matter() =>
        Prop.ForAll(
            Sizes(20),
            Gen.Choose(0, int.MaxValue).ToArbitrary(),
            (sizes, seed) =>
            {
                var statements = Statements(sizes);
                var shuffled = statements.ToArray();
                new Random(seed).Shuffle(shuffled);

                Assert.Equal(
                    ScpPacker.Pack(statements, Limits with { PoliciesPerTarget = 100 }).Select(policy => policy.Json),
                    ScpPacker.Pack(shuffled, Limits with { PoliciesPerTarget = 100 }).Select(policy => policy.Json)
                );
            }
        );

    [Fact]
    public void Sids_that_differ_in_case_only_have_an_order_too()
    {
        PackableStatement[] statements =
        [
            Statement("k1", 450),
            Statement("K1", 450),
            Statement("B0", 450),
            Statement("C0", 450),
            Statement("D0", 450),
        ];

        var packed = ScpPacker.Pack(statements, Limits);

        Assert.Equal(3, packed.Count);
        Assert.Equal(packed.Select(policy => policy.Json), ScpPacker.Pack(statements.Reverse(), Limits).Select(policy => policy.Json));
    }

    [Fact]
    public void A_policy_has_its_number_in_its_name_and_names_each_guardrail_once()
    {
        PackableStatement[] statements =
        [
            Statement("A", 100, "two"),
            Statement("B", 100, "one"),
            Statement("C", 100, "two"),
            Statement("D", 100, "One"),
        ];

        var policy = Assert.Single(ScpPacker.Pack(statements, Limits));
        var ofResources = Assert.Single(ScpPacker.Pack(statements, ScpLimits.ResourceControl));

        Assert.Equal(("bedrock-defense-guardrails-1", "bedrock-defense-resource-guardrails-1"), (policy.Name, ofResources.Name));
        Assert.Equal(["One", "one", "two"], policy.Guardrails);
        Assert.Equal(["D", "B", "A", "C"], policy.Statements.Select(statement => statement.Sid));
    }

    [Fact]
    public void A_statement_that_comes_moves_few_others()
    {
        var random = new Random(20261125);
        var (moved, stayed, most) = (0, 0, 0);
        for (var round = 0; round < 500; round++)
        {
            var statements = Statements([.. Enumerable.Range(0, 12).Select(_ => random.Next(40, 300))]);
            var before = ScpPacker.Pack(statements, Limits);
            var after = ScpPacker.Pack([.. statements, Statement("New", random.Next(40, 300))], Limits);
            // When another policy is needed, some statements must move, or the new policy would be empty.
            if (before.Count != after.Count)
            {
                continue;
            }

            var places = Places(after);
            var leavers = Places(before).Count(one => places[one.Key] != one.Value);
            (moved, stayed, most) = (moved + leavers, stayed + statements.Count - leavers, Math.Max(most, leavers));
        }

        Assert.True(moved * 10 < moved + stayed, $"{moved} of {moved + stayed} statements moved, at most {most} of 12");
    }

    [Fact]
    public void A_Sid_given_twice_is_refused() =>
        Assert.Equal(
            "the Sid Twice is in one and two; each statement needs one of its own",
            Assert
                .Throws<InvalidInputException>(() => ScpPacker.Pack([Statement("Twice", 50, "one"), Statement("Twice", 60, "two")], Limits))
                .Message
        );

    [Fact]
    public void A_statement_that_fits_into_no_policy_is_named_with_how_much_it_is_over() =>
        Assert.StartsWith(
            "the statement Huge of guardrail has 1000 characters, 39 more than fit into a service control policy of 1000; ",
            Assert.Throws<InvalidInputException>(() => ScpPacker.Pack([Statement("Huge", 1_000)], Limits)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Statements_that_need_too_many_policies_are_named_with_how_much_they_are_over()
    {
        var error = Assert
            .Throws<InvalidInputException>(() => ScpPacker.Pack(Statements(900, 900, 900), Limits with { PoliciesPerTarget = 3 }))
            .Message;

        Assert.StartsWith(
            "the guardrails' statements need 2700 characters, 779 more than 2 service control policies of 1000 characters "
                + "hold (a target takes 3, and FullAWSAccess is one): ",
            error,
            StringComparison.Ordinal
        );
        Assert.Contains("S0 (900), S1 (900), S2 (900)", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Statements_that_fit_by_their_sum_only_are_refused_too() =>
        Assert.Contains(
            "and cannot be divided so that 2 service control policies",
            Assert
                .Throws<InvalidInputException>(() => ScpPacker.Pack(Statements(600, 600, 600), Limits with { PoliciesPerTarget = 3 }))
                .Message,
            StringComparison.Ordinal
        );

    private static Dictionary<string, int> Places(IReadOnlyList<PackedPolicy> policies) =>
        policies.SelectMany(policy => policy.Statements, (policy, statement) => (statement.Sid, policy.Number)).ToDictionary();

    private static Arbitrary<int[]> Sizes(int most) =>
        Gen.Choose(40, 600).ArrayOf().Resize(most).Where(sizes => sizes.Length <= most).ToArbitrary();

    private static List<PackableStatement> Statements(params int[] sizes) =>
        [.. sizes.Select((size, index) => Statement($"S{index}", size))];

    // Makes a statement of exactly this many characters.
    private static PackableStatement Statement(string sid, int characters, string guardrail = "guardrail")
    {
        var (before, after) = ($$"""{"Sid":"{{sid}}","Effect":"Deny","Action":"s3:""", "\"}");
        var action = new string('a', Math.Max(1, characters - before.Length - after.Length - ",\"Resource\":\"*\"".Length));
        return new PackableStatement(guardrail, sid, $"{before}{action}\",\"Resource\":\"*\"}}");
    }

    // Tries every division into at most as many policies as statements.
    private static int FewestPolicies(int[] sizes)
    {
        var characters = Statements(sizes).Select(statement => statement.Characters + 1).ToArray();
        var fewest = sizes.Length;
        Divide(0, []);
        return fewest;

        void Divide(int index, List<int> loads)
        {
            if (index == characters.Length)
            {
                fewest = Math.Min(fewest, loads.Count);
                return;
            }

            for (var place = 0; place <= loads.Count; place++)
            {
                List<int> next = [.. loads];
                if (place == loads.Count)
                {
                    next.Add(0);
                }

                next[place] += characters[index];
                if (next[place] <= Limit - 39 + 1)
                {
                    Divide(index + 1, next);
                }
            }
        }
    }
}
